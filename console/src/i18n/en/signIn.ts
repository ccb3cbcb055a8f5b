/** Signing in, single-use links and the choice of an organization. */
const en = {
  signIn: {
    title: 'Sign in',
    email: 'E-mail',
    password: 'Password',
    token: 'Emergency token',
    tokenHint: 'The one that ./scrip start shows.',
    byToken: 'Sign in with the emergency token of this server',
    byPassword: 'Sign in with e-mail and password',
    failed: 'This did not work. Check what you entered.',
    passkey: 'Sign in with a passkey',
    or: 'or',
  },
  link: {
    setUp: 'Create the administrator',
    setUpLead: 'The first person of the vendor, who may do everything and invites the others.',
    invitation: 'You are invited',
    invitationLead: '{{by}} invites you to {{name}}.',
    vendor: 'the business platform',
    reset: 'Choose a new password',
    name: 'Your name',
    newPassword: 'New password (12 characters or more)',
    present: 'Your current password',
    address: 'Your address',
    addressLead: 'Continue to prove that this address is yours.',
    addressSignIn: 'Sign in first, then open the link in the mail again.',
    proven: '{{email}} is proven. You sign in with it.',
    known: 'I have an account here already',
    go: 'Continue',
  },
  proof: {
    title: 'Is it still you?',
    text: 'You last showed that it is you more than ten minutes ago. What you are about to do is worth protecting: give your password or passkey again.',
    passkey: 'Use a passkey',
  },
  choose: {
    title: 'Where do you work now?',
    forWhom: 'For whom do you buy?',
    vendor: 'Business platform',
    vendorText: 'What needs a person of the vendor now, organizations, catalogs',
    search: 'Find an organization',
    none: 'No organization.',
  },
};

export default en;
