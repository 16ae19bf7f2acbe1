import type { consoleSiteSettingsEn } from './console-site-settings.en.ts'
import type { Translation } from './language.ts'

export const consoleSiteSettingsFr: Translation<typeof consoleSiteSettingsEn> = {
  title: 'Paramètres du site',
  logins: 'Durée des connexions',
  security: 'Mots de passe et double authentification',
  loginIdleLifetime: 'Sans utilisation, une connexion prend fin après',
  loginIdleLifetimeHelp: 'De 5 minutes à 30 jours.',
  loginAbsoluteLifetime: 'Dans tous les cas, une connexion prend fin après',
  loginAbsoluteLifetimeHelp: 'De 10 minutes à 365 jours.',
  idleLonger: 'Pas plus longtemps qu’une connexion ne dure dans tous les cas.',
  number: (p) => `${p.label} : nombre`,
  unit: (p) => `${p.label} : unité`,
  units: { seconds: 'secondes', minutes: 'minutes', hours: 'heures', days: 'jours' },
  loginExtension: 'Chacun peut prolonger sa connexion',
  loginExtensionHelp: 'La barre supérieure affiche alors le temps restant, avec un bouton pour le prolonger.',
  enforceRequiredPasswordChange: 'Rien ne fonctionne avant un changement de mot de passe demandé',
  enforceRequiredPasswordChangeHelp: 'Sinon, l’utilisateur reçoit seulement un rappel.',
  requireTwoFactor: 'La double authentification est imposée à',
  requireTwoFactorItems: { none: 'Personne', admins: 'Superadministrateurs', everyone: 'Tout le monde' },
  requireTwoFactorHelp: {
    none: 'Chacun décide pour soi.',
    admins: 'Un superadministrateur qui ne l’a pas ne peut rien faire d’autre avant de l’avoir activée.',
    everyone: 'Qui ne l’a pas ne peut rien faire d’autre avant de l’avoir activée.',
  },
  invitations: 'Invitations',
  signUpByInvitation: 'Les personnes invitées peuvent créer leur propre compte',
  signUpByInvitationHelp: 'Par le lien reçu, pour le seul e-mail invité. Sinon, un administrateur crée le compte.',
  starts: 'Démarrage des sessions',
  bootstrapTimeLimit: 'Un script d’amorçage peut durer',
  bootstrapTimeLimitHelp:
    'De 10 secondes à 4 heures. Ensuite il est interrompu, et la session s’exécute avec un avertissement.',
  desktopAppTitle: 'Application de bureau',
  desktopApp: 'Chacun peut installer la console comme application de bureau',
  desktopAppHelp:
    'Leur menu contient alors « Télécharger l’application de bureau », qui l’installe depuis le navigateur.',
  desktopAppLink: 'Adresse d’une application prête à installer',
  desktopAppLinkHelp: 'Si vous en proposez une vous-même : le menu y conduit alors.',
  yourself:
    'Cela vaut aussi pour vous : votre double authentification est désactivée, vous devrez donc l’activer ensuite.',
  save: 'Enregistrer les modifications',
  discard: 'Abandonner les modifications',
  saved: (p) => `Enregistré : ${p.names}.`,
  changed: 'modifié',
  loadFailed: 'Les paramètres n’ont pas pu être chargés',
  notSaved: 'Rien n’a été enregistré',
  errors: {
    range: 'C’est en dehors de ce qui est possible.',
    number: 'Saisissez un nombre.',
    link: 'Saisissez une adresse qui commence par https:// ou http://, ou rien.',
  },
}
