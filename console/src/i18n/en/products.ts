/** The first page: what is sold. */
const en = {
  home: {
    title: 'Medical cloud software, prepaid and exact to the unit',
    lead: 'Choose what your hospital needs, see the price with its formula, pay, and use it within 24 hours. You always see what is left, what ends when, and what to do.',
    start: 'Choose and buy',
    seePrices: 'See prices',
    agreement: 'Before the first payment, a cooperation agreement is signed on paper.',
    configure: 'Configure',
    how: 'How a purchase goes',
    choose: { title: 'Choose', text: 'Items, quantities and terms, each with its price in words and numbers.' },
    terms: { title: 'Read the terms', text: 'Accept the service terms, then Purchase Now.' },
    pay: { title: 'Confirm and pay', text: 'Check everything once more, then Pay Now.' },
    use: { title: 'Use', text: 'Activated within 24 hours; its status shows in your management platform.' },
  },
};

export default en;
