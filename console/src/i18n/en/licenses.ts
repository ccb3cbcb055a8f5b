/** Licenses and renewals. */
const en = {
  licenses: {
    lead: 'By feature and institution; what ends first stands first.',
    item: 'Feature',
    for: 'For',
    state: 'State',
    from: 'From',
    until: 'Until',
    noEnd: 'No end',
    do: 'Change',
    ending: 'Ends at its end',
    letEnd: 'Let it end',
    keep: 'Keep it',
    sort: { ENDING: 'What ends first', BOUGHT: 'As they were bought', ITEM: 'By feature' },
  },
  renewals: {
    lead: 'Renew several at once in one order, at today’s prices. Early renewal loses nothing.',
    none: 'Nothing can be renewed.',
    choose: 'Choose',
    chooseOne: 'Choose {{name}} for {{holder}}',
    term: 'Renews by',
    months_one: '{{count}} month',
    months_other: '{{count}} months',
    years_one: '{{count}} year',
    years_other: '{{count}} years',
    renew_one: 'Renew {{count}} license',
    renew_other: 'Renew {{count}} licenses',
    some: 'Choose what to renew',
  },
};

export default en;
