import type { Translation } from './language.ts'
import { plural } from './language.ts'
import { listPolicyUses } from './policy-uses.ts'
import type { ProblemTexts } from './problems.en.ts'
import { sayViolations, type ViolationTexts } from './violations.ts'

const violations: ViolationTexts = {
  resources: {
    cpu: 'cœurs de CPU',
    memory: 'mémoire',
    gpu: 'GPU',
    gpuShares: 'parts de GPU',
    containers: 'conteneurs',
    concurrentSessions: 'sessions simultanées',
    pendingSessions: 'sessions en file d’attente',
    lifetime: 'durée d’exécution',
    folders: 'dossiers',
  },
  limits: {
    credential: 'la politique des identifiants',
    user: 'votre politique de ressources',
    project: 'le projet',
    hardware: 'les machines',
  },
  seconds: (text) => `${text} s`,
  say: ({ resource, asked, used, max, limit }) =>
    `${resource} : demandé ${asked}, utilisé ${used}, au plus ${max} d’après ${limit}`,
  nothing: 'Rien de plus ne peut démarrer avant que quelque chose se termine.',
  largest: (request) => `La plus grande demande possible : ${request}.`,
}

const counted = (count: number, noun: string) => `${count} ${plural('fr', count, { one: noun, other: `${noun}s` })}`

export const problemsFr: Translation<ProblemTexts> = {
  'invalid-input': {
    title: 'Une partie de la saisie est incorrecte',
    detail: (p) => p.errors.map((error) => `${error.path} : ${error.message}`).join(' ; '),
  },
  'malformed-json': {
    title: 'La requête n’est pas du JSON valable',
    detail: (p) => `La lecture s’est arrêtée à la ligne ${p.line}, colonne ${p.column}.`,
  },
  'unsupported-media-type': {
    title: 'Le type de contenu de la requête est incorrect',
    detail: (p) => `Envoyez-la en ${p.expected}.`,
  },
  'body-too-large': {
    title: 'La requête est trop grande',
    detail: (p) => `Au plus ${p.limit} octets sont lus.`,
  },
  'not-found': { title: 'Introuvable', detail: 'Cela n’existe pas, ou vous n’avez pas le droit de le voir.' },
  'no-such-route': { title: 'Adresse inexistante', detail: (p) => `Il n’y a pas de ${p.method} ${p.path}.` },
  'not-signed-in': { title: 'Connexion nécessaire', detail: 'Connectez-vous et réessayez.' },
  'not-allowed': {
    title: 'Vous n’avez pas le droit de faire cela',
    detail: 'Il faut des droits que vous n’avez pas. Adressez-vous à un administrateur.',
  },
  'cross-origin': {
    title: 'La requête vient d’un autre site',
    detail: 'Les requêtes d’autres sites sont refusées. Ouvrez Berth à sa propre adresse.',
  },
  'too-many-requests': {
    title: 'Trop de tentatives',
    detail: (p) => `Attendez ${counted(p.retryAfter, 'seconde')}, puis réessayez.`,
  },
  internal: {
    title: 'Une erreur s’est produite dans Berth',
    detail:
      'Elle a été consignée avec cet ID de requête. Réessayez ; si cela persiste, donnez l’ID à votre administrateur.',
  },
  unavailable: {
    title: 'Pas encore prêt',
    detail: 'Le serveur ou sa base de données démarre ou s’arrête. Réessayez dans un instant.',
  },
  'rate-limited': {
    title: 'Trop de requêtes',
    detail: (p) =>
      `Ces identifiants permettent ${counted(p.limit, 'requête')} en ${counted(p.window / 60, 'minute')}. Attendez ${counted(p.retryAfter, 'seconde')}.`,
  },
  'changed-meanwhile': {
    title: 'Quelqu’un d’autre l’a modifié entre-temps',
    detail: 'Rechargez, regardez l’état actuel et enregistrez à nouveau votre modification.',
  },
  'set-up-done': { title: 'Ce site est déjà installé', detail: 'Connectez-vous avec un compte existant.' },
  'set-up-token-wrong': {
    title: 'Ce lien d’installation n’est pas valable',
    detail:
      'Utilisez le lien le plus récent du journal du serveur ; chaque démarrage l’y écrit jusqu’à l’installation du site.',
  },
  'invalid-credentials': {
    title: 'La connexion a échoué',
    detail: 'Le nom ou le mot de passe est incorrect, ou le compte ne peut pas se connecter d’ici.',
  },
  'sign-in-request-expired': { title: 'Cette demande a expiré', detail: 'Exécutez à nouveau berth login.' },
  'otp-required': {
    title: 'Un code est nécessaire',
    detail:
      'Saisissez les 6 chiffres affichés par votre application d’authentification, ou l’un de vos codes de récupération.',
  },
  'wrong-password': {
    title: 'Le mot de passe est incorrect',
    detail: 'Saisissez le mot de passe avec lequel vous vous connectez actuellement.',
  },
  'wrong-code': {
    title: 'Le code est incorrect',
    detail:
      'Saisissez le code le plus récent. S’il reste incorrect, vérifiez l’heure de l’appareil où se trouve votre application d’authentification.',
  },
  'two-factor-on': {
    title: 'La double authentification est déjà activée',
    detail: 'Désactivez-la d’abord pour utiliser une autre application d’authentification.',
  },
  'two-factor-off': {
    title: 'La double authentification est désactivée',
    detail: 'Il n’y a rien à désactiver.',
  },
  'two-factor-not-started': { title: 'Rien à vérifier', detail: 'Recommencez : le secret a expiré.' },
  'two-factor-required': {
    title: 'La double authentification doit rester activée',
    detail: 'Ce site vous l’impose. Adressez-vous à un administrateur.',
  },
  'password-change-required': {
    title: 'Il vous faut d’abord un nouveau mot de passe',
    detail: 'Changez votre mot de passe ; tout le reste fonctionnera ensuite.',
  },
  'second-factor-set-up-required': {
    title: 'Il vous faut d’abord la double authentification',
    detail: 'Ce site vous l’impose. Activez-la sous Mon compte ; tout le reste fonctionnera ensuite.',
  },
  'own-address-left-out': {
    title: 'Vous vous bloqueriez l’accès',
    detail: (p) => `Votre adresse ${p.clientIp} n’est pas dans la liste. Ajoutez-la, ou confirmez que c’est voulu.`,
  },
  'last-superadmin': {
    title: 'C’est le dernier administrateur',
    detail: 'Nommez d’abord quelqu’un d’autre administrateur.',
  },
  'not-yourself': {
    title: 'Vous ne pouvez pas vous le faire à vous-même',
    detail: 'Adressez-vous à un autre administrateur.',
  },
  'import-refused': {
    title: 'Rien n’a été importé',
    detail: (p) => `Lignes avec erreurs : ${p.bad}. Corrigez-les et recommencez l’import.`,
  },
  'passkey-refused': {
    title: 'La passkey n’a pas été acceptée',
    detail: 'Elle n’a pas été créée pour ce site, ou il y a trop longtemps. Réessayez.',
  },
  'too-many-passkeys': {
    title: 'Trop de passkeys',
    detail: (p) => `Vous pouvez en avoir au plus ${p.limit}. Supprimez-en d’abord une.`,
  },
  'identity-refused': {
    title: 'L’authentification unique n’a pas fonctionné',
    detail: 'Elle a été annulée, a pris trop de temps ou a été commencée dans un autre navigateur. Réessayez.',
  },
  'identity-provider-unreachable': {
    title: 'Le fournisseur d’identité est injoignable',
    detail: 'Réessayez dans un instant, ou connectez-vous autrement.',
  },
  'email-not-verified': {
    title: 'Votre e-mail n’est pas vérifié',
    detail: 'Faites vérifier votre e-mail par le fournisseur d’identité, puis réessayez.',
  },
  'identity-not-linked': {
    title: 'L’authentification unique n’est pas associée à votre compte',
    detail:
      'Un compte existe avec votre e-mail. Connectez-vous-y autrement, puis associez l’authentification unique sous Mon compte.',
  },
  'identity-in-use': {
    title: 'Cette identité appartient à un autre compte',
    detail: 'Connectez-vous à ce compte et supprimez-la là-bas, ou utilisez une autre identité.',
  },
  'last-way-in': {
    title: 'Vous ne pourriez plus vous connecter',
    detail: 'C’est le dernier moyen de se connecter à votre compte. Ajoutez-en d’abord un autre.',
  },
  'login-cannot-be-extended': {
    title: 'Cette connexion ne peut pas être prolongée',
    detail:
      'Le site ne le permet pas, ou la connexion a atteint sa durée maximale. Reconnectez-vous lorsqu’elle prendra fin.',
  },
  'access-key-needed': {
    title: 'Il faut une clé d’accès',
    detail: 'Envoyez la clé d’accès et la clé secrète d’identifiants (Basic).',
  },
  'no-login': {
    title: 'Il n’y a pas de connexion ici',
    detail:
      'Vous appelez avec une clé d’accès, qui ne connecte ni ne déconnecte. Révoquez les identifiants pour y mettre fin.',
  },
  'not-by-credential': {
    title: 'Des identifiants ne permettent pas de faire cela',
    detail:
      'Comptes, moyens de connexion, clés, adhésions et paramètres du site ne peuvent être modifiés que par une personne. Connectez-vous à la console, ou exécutez berth login.',
  },
  'main-credential': {
    title: 'Les identifiants principaux restent',
    detail:
      'La console agit par eux tant que l’utilisateur est membre de l’espace de travail. Désactivez plutôt l’utilisateur.',
  },
  'credential-revoked': {
    title: 'Ces identifiants ont été révoqués',
    detail: 'La révocation est définitive. Créez-en de nouveaux.',
  },
  'too-many-credentials': {
    title: 'Trop d’identifiants',
    detail: (p) => `Vous pouvez en avoir au plus ${p.limit} par espace de travail. Révoquez ceux qui ne servent plus.`,
  },
  'ssh-key-known': {
    title: 'Vous avez déjà cette clé',
    detail:
      'Elle est dans la liste. Pour conserver aussi sa partie privée, supprimez-la puis ajoutez-la à nouveau avec ses deux parties.',
  },
  'too-many-ssh-keys': {
    title: 'Trop de clés SSH',
    detail: (p) => `Vous pouvez en avoir au plus ${p.limit}. Supprimez-en une qui ne sert plus.`,
  },
  'too-many-config-scripts': {
    title: 'Trop de scripts de configuration',
    detail: (p) => `Vous pouvez en avoir au plus ${p.limit}. Supprimez-en un qui ne sert plus.`,
  },
  'config-scripts-too-large': {
    title: 'Vos scripts de configuration seraient trop grands',
    detail: (p) =>
      `Ensemble, ils peuvent compter ${p.limit} octets. Celui-ci en a ${p.asked} ; les autres lui en laissent ${p.free}.`,
  },
  'config-script-in-the-way': {
    title: 'Un autre script de configuration gêne',
    detail: (p) =>
      `Un fichier ne peut pas être aussi un dossier : « ${p.name} » est l’un de vos scripts de configuration. Choisissez un autre nom.`,
  },
  'policy-in-use': {
    title: 'La politique est utilisée',
    detail: (p) => `Donnez-leur d’abord une autre politique : ${listPolicyUses(p, (rest) => `et ${rest} de plus`)}.`,
  },
  'default-policy': {
    title: 'La politique par défaut reste',
    detail: 'Elle sert lorsque rien d’autre n’est précisé. Vous pouvez changer ses limites.',
  },
  'last-workspace-admin': {
    title: 'Un espace de travail a toujours un administrateur',
    detail: 'C’est le dernier. Nommez d’abord un autre membre administrateur.',
  },
  'personal-workspace': {
    title: 'C’est un espace de travail personnel',
    detail: 'Il appartient à une seule personne : nul ne le rejoint, et son propriétaire ne peut pas le quitter.',
  },
  'already-member': {
    title: 'Déjà membre',
    detail: 'Quelqu’un avec cet e-mail fait partie de l’espace de travail.',
  },
  'already-invited': {
    title: 'Déjà invité',
    detail: 'Une invitation est en cours pour cet e-mail. Renvoyez-la pour obtenir un nouveau lien, ou révoquez-la.',
  },
  'invitation-over': {
    title: 'Cette invitation n’est plus valable',
    detail: 'Elle a reçu une réponse, a été révoquée ou remplacée, ou a expiré. Demandez-en une nouvelle.',
  },
  'invitation-for-another': {
    title: 'Cette invitation est pour quelqu’un d’autre',
    detail: 'Elle est liée à un autre e-mail. Connectez-vous avec le compte auquel elle a été envoyée.',
  },
  'invitation-has-account': {
    title: 'Un compte existe avec cet e-mail',
    detail: 'Connectez-vous-y ; l’invitation vous y attend.',
  },
  'sign-up-off': {
    title: 'Ici, les comptes sont créés par des administrateurs',
    detail: 'Demandez à un administrateur un compte avec l’e-mail invité. L’invitation l’attend.',
  },
  'group-everyone': {
    title: 'Ce groupe est fait par l’espace de travail',
    detail: 'Qui appartient à l’espace de travail en fait partie. Créez un groupe à vous pour certains d’entre eux.',
  },
  'too-many-presets': {
    title: 'Trop de préréglages',
    detail: (p) => `Au plus ${p.limit} sont conservés. Supprimez-en un qui ne sert plus.`,
  },
  'too-many-templates': {
    title: 'Trop de modèles',
    detail: (p) => `Au plus ${p.limit} sont conservés. Supprimez-en un qui ne sert plus.`,
  },
  'name-taken': {
    title: 'Le nom est déjà utilisé',
    detail: (p) =>
      p.of === 'folder'
        ? `Un dossier nommé ${p.name} est déjà accessible à vous, ou à des personnes qui verraient celui-ci. Choisissez un autre nom.`
        : `Vous avez dans ce projet une session vivante nommée ${p.name}. Choisissez un autre nom ou arrêtez celle-là.`,
  },
  'quota-exceeded': {
    title: 'C’est plus que ce à quoi vous avez droit',
    detail: (p) => sayViolations(p, 'fr', violations),
  },
  'session-state': {
    title: 'L’état de la session ne le permet pas',
    detail: (p) => `Son état est ${p.state} ; ${p.action} n’est pas possible maintenant.`,
  },
  'no-such-terminal': { title: 'Ce terminal est terminé', detail: 'Ouvrez-en un nouveau.' },
  'too-many-terminals': {
    title: 'Trop de terminaux',
    detail: (p) => `Une session en a au plus ${p.limit}. Fermez-en d’abord un.`,
  },
  'engine-unavailable': {
    title: 'Les sessions ne peuvent pas s’exécuter sur cette machine en ce moment',
    detail: (p) => p.remedy,
  },
  'app-failed': {
    title: 'L’application n’a pas démarré',
    detail: ({ app, why, exitCode }) =>
      why === 'no-answer'
        ? `${app} ne répond pas. Regardez dans la session ce que fait l’application, puis réessayez.`
        : `L’application ${app} s’est terminée${exitCode === null ? '' : ` avec le code de sortie ${exitCode}`}. Ses dernières lignes de sortie disent pourquoi.`,
  },
  'no-apps-address': {
    title: 'Les applications n’ont pas d’adresse sur ce site',
    detail:
      'Un administrateur doit démarrer le serveur avec --apps-domain, un domaine avec un joker (wildcard) dans le DNS.',
  },
  'built-in-environment': {
    title: 'Cet environnement est la machine elle-même',
    detail: 'Il existe toujours et n’a pas de répertoire racine. Masquez-le si personne ne doit l’utiliser.',
  },
  'environment-in-use': {
    title: 'Des sessions utilisent cet environnement',
    detail: (p) =>
      `Sessions qui l’attendent ou s’y exécutent : ${p.count}. Masquez-le, et supprimez-le lorsqu’elles seront terminées.`,
  },
  'folder-in-use': {
    title: 'Des sessions ont monté ce dossier',
    detail: (p) =>
      p.count > 1
        ? `${p.name} et d’autres : ${p.count} sessions en cours en tout. Arrêtez-les d’abord.`
        : `Il est monté dans la session ${p.name}. Arrêtez-la d’abord.`,
  },
  'folder-state': {
    title: 'Impossible dans l’état actuel du dossier',
    detail: (p) =>
      p.state === 'trashed'
        ? 'Le dossier est dans la corbeille. Restaurez-le d’abord.'
        : p.state === 'ready'
          ? 'Le dossier est en service. Mettez-le d’abord à la corbeille.'
          : 'Son hôte de stockage est injoignable en ce moment. Adressez-vous à un administrateur.',
  },
  'storage-host-refused': {
    title: 'Cet hôte de stockage ne peut pas être utilisé ici',
    detail: (p) =>
      ({
        policy: `Votre politique de ressources n’autorise pas ${p.host}. Choisissez un autre hôte de stockage, ou adressez-vous à un administrateur.`,
        project: `Le projet n’autorise pas ${p.host}. Choisissez un autre hôte de stockage ou un autre projet, ou adressez-vous à un administrateur.`,
        unavailable: `${p.host} est injoignable en ce moment. Choisissez un autre hôte, ou adressez-vous à un administrateur.`,
        engine: `Là où s’exécutent les sessions, les dossiers de ${p.host} ne peuvent pas être montés. Utilisez un dossier d’un autre hôte.`,
      })[p.why],
  },
  'group-folders-off': {
    title: 'Ce site n’a pas de dossiers de projet',
    detail: 'Un administrateur peut les autoriser dans les réglages du site.',
  },
  'too-many-shares': {
    title: 'Trop de personnes sont invitées dans ce dossier',
    detail: (p) => `Un dossier se partage avec ${p.limit} personnes au plus. Mettez fin à un partage inutile.`,
  },
  'mount-refused': {
    title: 'Ce dossier ne peut pas être monté',
    detail: (p) =>
      ({
        unknown: `Il n’y a pas de dossier ${p.folder} qui vous soit accessible.`,
        'read-only': `Vous ne pouvez que lire ${p.folder}. Montez-le en lecture seule.`,
        trashed: `${p.folder} est dans la corbeille. Restaurez-le d’abord.`,
        unavailable: `L’hôte de stockage de ${p.folder} est injoignable en ce moment.`,
        engine: `Là où cette session s’exécuterait, ${p.folder} ne peut pas être monté.`,
      })[p.why],
  },
  'folder-read-only': {
    title: 'Vous ne pouvez que lire ce dossier',
    detail: (p) => `Demandez le droit d’écriture au propriétaire de ${p.folder}.`,
  },
  'folder-full': {
    title: 'Le dossier est plein',
    detail: (p) =>
      `Il contient au plus ${Math.floor(p.capacity / 1024 ** 2)} Mio, dont ${Math.floor(p.used / 1024 ** 2)} Mio sont utilisés ou gardés pour des envois commencés. Supprimez ce qui ne sert plus.`,
  },
  'no-such-file': { title: 'Il n’y a rien ici', detail: (p) => `Il n’y a pas de ${p.path} dans ce dossier.` },
  'file-exists': { title: 'Ce nom est déjà pris', detail: (p) => `${p.path} existe. Choisissez un autre nom.` },
  'not-a-folder': { title: 'Ce n’est pas un dossier', detail: (p) => `${p.path} n’est pas un dossier.` },
  'not-a-file': {
    title: 'Ce n’est pas un fichier',
    detail: (p) => `${p.path} n’est pas un fichier que l’on puisse ouvrir.`,
  },
  'path-refused': {
    title: 'Ce chemin ne peut pas être utilisé',
    detail: (p) =>
      ({
        outside: `${p.path} sort du dossier par un lien symbolique, qui n’est jamais suivi.`,
        links: `${p.path} passe par trop de liens symboliques.`,
        name: `${p.path} contient un nom qui ne peut pas être conservé. Choisissez-en un autre.`,
        link: `${p.path} est un lien symbolique, ou passe par un lien. Seule la lecture le permet.`,
        permission: `Les permissions de ${p.path} sur le disque ne laissent pas le serveur s’en servir.`,
        changing: `${p.path} a changé pendant la vérification. Réessayez.`,
        'too-deep': `Les dossiers de ${p.path} sont imbriqués trop profondément : 128 niveaux sont accessibles ici.`,
        'within-itself': `${p.path} se trouverait à l’intérieur de lui-même. Choisissez un autre endroit.`,
      })[p.why],
  },
  'too-many-entries': {
    title: 'Il y a trop d’éléments pour cette liste',
    detail: (p) =>
      p.sort === 'name'
        ? `Il y a ici plus de ${p.limit} fichiers et dossiers. Cherchez par nom, ou regardez depuis une session.`
        : `Il y a ici plus de ${p.limit} fichiers et dossiers. Triez-les par nom, ou rangez-en une partie dans des dossiers.`,
  },
  'range-refused': {
    title: 'Le fichier n’a pas cette partie',
    detail: (p) => `Il compte ${counted(p.size, 'octet')}.`,
  },
  'too-many-uploads': {
    title: 'Trop d’envois sont en cours',
    detail: (p) => `Au plus ${p.limit} à la fois. Attendez la fin de certains, ou abandonnez-les.`,
  },
  'upload-version': {
    title: 'Cette version du protocole d’envoi n’est pas prise en charge',
    detail: (p) => `Envoyez Tus-Resumable: ${p.supported}.`,
  },
  'upload-over': {
    title: 'Cet envoi n’existe plus',
    detail: 'Il est terminé, abandonné, ou personne ne l’a poursuivi pendant un jour. Recommencez-le.',
  },
  'upload-offset': {
    title: 'L’envoi en est à un autre endroit',
    detail: (p) => `Reprenez à l’octet ${p.offset}.`,
  },
  'upload-locked': {
    title: 'Une autre requête écrit cet envoi',
    detail: 'Attendez sa fin, demandez où en est l’envoi, et reprenez à partir de là.',
  },
  'upload-checksum': {
    title: 'Les données sont arrivées endommagées',
    detail: 'Elles ne correspondent pas à la somme de contrôle et n’ont pas été gardées. Renvoyez-les.',
  },
}
