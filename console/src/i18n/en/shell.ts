/** What is around the pages of both platforms: menu, states, questions. */
const en = {
  shell: {
    menu: 'Menu',
    management: 'Management platform',
    business: 'Business platform',
  },
  menu: {
    overview: 'Overview',
    packs: 'Packs',
    usage: 'Usage',
    licenses: 'Licenses',
    renewals: 'Renewals',
    orders: 'Orders',
    payments: 'Payments',
    services: 'Services',
    notices: 'Notices',
    people: 'Members',
    keys: 'API keys',
    signOn: 'Single sign-on',
    audit: 'Audit log',
    desk: 'Now',
    organizations: 'Organizations',
    catalogs: 'Catalogs',
  },
  standing: { GOOD: 'All is well', ATTENTION: 'Something to do', ARREARS: 'In arrears', SUSPENDED: 'Suspended' },
  state: {
    PENDING: 'Not started',
    ACTIVE: 'Active',
    EXHAUSTED: 'Used up',
    ARREARS: 'In arrears',
    SUSPENDED: 'Suspended',
    ENDED: 'Ended',
    USED_UP: 'Used up',
    EXPIRED: 'Expired',
    VOIDED: 'Voided',
  },
  ask: { cancel: 'Cancel', close: 'Close', copy: 'Copy', copied: 'Copied', once: 'It is shown only now. Copy it before you close this.' },
};

export default en;
