/** What needs a person of the vendor now. */
const en = {
  desk: {
    title: 'What needs a person now',
    lead: 'The most pressing first.',
    all_one: 'See {{count}}',
    all_other: 'See all {{count}}',
    approvals: 'Activation queue',
    activateBy: 'Activate by',
    breached: 'Later than 24 hours',
    approve: 'Approve',
    debts: 'Arrears and suspensions',
    transfers: 'Transfers to match',
    heldUntil: 'Held until',
    agreementMissing: 'Agreement not recorded',
    record: 'Record',
    apply: 'Apply',
    services: 'Services to deliver',
    sales_requests: 'Requests to sales',
    returns: 'Returns to approve',
    returnTo: 'To {{to}}, proposed by {{by}}',
    kept: 'Reported uses to decide',
    keptUses_one: '{{count}} reported use waits for a decision',
    keptUses_other: '{{count}} reported uses wait for a decision',
    unapplied: 'Money without an order',
    none: {
      approvals: 'No order waits for approval.',
      debts: 'Nobody owes anything.',
      transfers: 'No order waits for a transfer.',
      services: 'No service waits.',
      sales_requests: 'No requests.',
      returns: 'No return waits for a second person.',
      unapplied: 'No money without an order.',
      kept: 'No use waits for a decision.',
    },
  },
};

export default en;
