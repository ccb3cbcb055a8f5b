/** The audit log. */
const en = {
  audit: {
    lead: 'Every change and sign-in: who, what, from where, when.',
    none: 'Nothing is recorded.',
    at: 'When',
    who: 'Who',
    what: 'What',
    subject: 'To what',
    from: 'From where',
    search: 'Search',
    details: 'Details',
    field: 'Field',
    before: 'Before',
    after: 'After',
    nothing: 'nothing',
  },
};

export default en;
