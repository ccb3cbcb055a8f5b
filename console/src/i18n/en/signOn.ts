/** Single sign-on, as whoever signs in sees it. */
const en = {
  signOn: {
    with: 'Sign in with {{name}}',
    proof: 'Or sign in again at your identity provider. You leave this page and come back to it; repeat then what you were about to do.',
    failed: 'Single sign-on did not work',
    again: 'Back to sign-in',
    back: 'Back to where you were',
    keptTitle: 'You are signed in',
    kept: {
      GROUPS_MISSING: 'Your identity provider did not name your groups, so your roles here stay as they were. Tell whoever looks after it.',
      GROUPS_ELSEWHERE: 'You have more groups than your identity provider sends, so your roles here stay as they were. Tell whoever looks after it.',
      GROUPS_UNREADABLE: 'Your identity provider named your groups in a form that is not understood, so your roles here stay as they were.',
      WRITER_MAY_NOT: 'A role of your groups was not given: whoever wrote it down may not give it any more. Ask an owner to save the provider again.',
      WRITER_MAY_NOT_ANY_MORE: 'A role of your groups stays, and nobody else gets it: whoever wrote it down may not give it any more. Ask an owner to save the provider again.',
      LAST_OF_ITS_ROLE: 'Your groups give you fewer roles, but nobody else could let people in. That role stays.',
    },
  },
};

export default en;
