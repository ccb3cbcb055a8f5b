/** Orders. */
const en = {
  orders: {
    lead: 'Every order with what was paid and what is due.',
    none: 'No orders.',
    at: 'Ordered',
    reference: 'Reference',
    state: 'State',
    lines: 'Items',
    total: 'Total',
    due: 'Due',
  },
  order: {
    title: 'Order {{reference}}',
    DRAFT: 'Draft',
    CONFIRMED: 'Waits for payment',
    unsigned: 'Waits for the agreement',
    PAID: 'Paid',
    ACTIVE: 'Active',
    CANCELLED: 'Cancelled',
    EXPIRED: 'Expired',
    cancel: 'Cancel this order',
    recalled: 'The bank took the payment of this order back.',
    breached: 'It was not activated within 24 hours.',
  },
  cancelOrder: {
    title: 'Cancel order {{reference}}?',
    text: 'It cannot be paid any more. What you need can be ordered again, at the prices of that day.',
  },
};

export default en;
