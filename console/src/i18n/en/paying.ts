/** The confirmation of an order, its payment and what came of it. */
const en = {
  confirm: {
    title: 'Order confirmation',
    lead: 'Nothing is paid yet. Check everything once more.',
    lines: 'What you buy',
    effects: 'What it does to your account',
    account: 'Bought by',
    reference: 'Reference',
    approval: 'Approval',
    approvalText: 'The vendor approves your first purchase within 24 hours of payment.',
    noRefund: 'No refund: once paid, licenses, resources and services cannot be refunded.',
    agreementText: 'The agreement for {{products}} is not recorded yet. This order can be paid once it is.',
    how: 'How do you pay?',
    payNow: 'Pay Now',
    mayNot: 'Your role may view this order, but not pay it. An owner or a buyer of your organization can.',
  },
  method: {
    sandbox: { title: 'Online payment', text: 'By the sandbox provider: settled at once, no real money moves.' },
    transfer: { title: 'Bank transfer', text: 'With a reference code; the order is held until then.' },
  },
  pay: {
    paying: 'Paying…',
    once: 'Nothing is paid before you click, and then once: a second click, a reload or another tab is the same payment.',
    transferText: 'Transfer this amount and name the reference, so that the payment is matched to your order.',
    amount: 'Amount',
    reference: 'Reference code',
    account: 'The bank account to pay to is named in your agreement, or by our sales.',
    transferNext: 'As soon as the vendor has recorded the transfer, what you bought is activated. You need not keep this page open.',
  },
  order: {
    total: 'Total',
    paid: 'Paid',
    due: 'Still due',
    acceptedBy: 'Terms accepted by',
    purchased: 'Purchased',
    activated: 'Activated',
    activateBy: 'Activated by',
    held: 'Held until',
  },
  result: {
    active: 'Paid and activated',
    paid: 'Paid, waiting for activation',
    open: 'Not paid yet',
    stepPaid: 'Payment settled',
    stepActive: 'Activated',
    stepWaiting: 'Waiting for the vendor, at the latest by',
    toOverview: 'To the overview',
    toOrder: 'To the order',
  },
};

export default en;
