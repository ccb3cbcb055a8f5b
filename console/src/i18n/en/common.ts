/** What every page says: lists, navigation, time, and why there is nothing to see. */
const en = {
  common: {
    skip: 'Skip to the content',
    mainNavigation: 'Main navigation',
    signIn: 'Sign in',
    signOut: 'Sign out',
    again: 'Try again',
    more: 'Show more',
    csv: 'Export CSV',
  },
  list: {
    pages: 'Pages',
    first: 'First page',
    back: 'Back',
    next: 'Next page',
    any: 'Any',
    sort: 'Order',
    search: 'Search',
    newest: 'Newest first',
    oldest: 'Oldest first',
    filtered: 'Nothing matches these filters.',
    count_one: '{{count}} row',
    count_other: '{{count}} rows',
    onPage_one: '{{count}} row on this page',
    onPage_other: '{{count}} rows on this page',
  },
  nav: { products: 'Products', prices: 'Prices', console: 'Your organizations' },
  account: { administrator: 'Administrator', profile: 'My profile', switch: 'Switch organization' },
  foot: {
    prepaid: 'Prepaid medical cloud software. Refund not supported.',
    contract: 'For developers: the API',
  },
  realm: {
    sandbox: 'Sandbox {{name}}',
    leave: 'Leave',
    enter: 'Work in a sandbox',
    go: 'Enter',
    later: '+{{hours}} h',
    remove: 'Remove this sandbox',
    removeTitle: 'Remove the sandbox {{name}}?',
    removeText:
      'Nothing can be done in it any more: its keys and invitations end, and its people lose their access to it. This cannot be undone, and the name cannot be used again.',
    removeYes: 'Remove',
  },
  time: {
    left: '{{time}} left',
    over: 'now',
    days: '{{days}} days {{hours}} h',
    hours: '{{hours}} h {{minutes}} min',
    minutes: '{{minutes}} min {{seconds}} s',
  },
  secretField: { show: 'Show', hide: 'Hide' },
  state: { waiting: 'Loading' },
  trouble: {
    away: {
      title: 'The server does not answer',
      text: 'Nothing is lost. What was paid stays paid; try again in a moment.',
    },
    signedOut: { title: 'Your session has ended', text: 'Sign in again; you come back to this page and nothing is lost.' },
    forbidden: {
      title: 'Your role does not include this',
      text: 'Ask an owner of your organization if you need it.',
    },
    unknown: { title: 'There is nothing here', text: 'It may have another address, or belong to another organization.' },
    failed: { title: 'This did not work', text: 'Try again. If it happens again, tell whoever runs this server.' },
  },
};

export default en;
