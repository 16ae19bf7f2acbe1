/** What the server writes to people by mail. */
export const mailsEn = {
  invitation: {
    subject: (p: { workspace: string; host: string }) => `Invitation to ${p.workspace} on ${p.host}`,
    text: (p: { workspace: string; host: string; invitedBy: string; link: string; until: string }) =>
      `Hello,

${p.invitedBy} invites you to the workspace “${p.workspace}” on Berth at ${p.host}.

Open this link to accept or decline. It works once, for this email address, until ${p.until}:

${p.link}

If you do not know why you got this, ignore it: nothing happens without the link.
`,
    somebody: 'Somebody',
  },
}
