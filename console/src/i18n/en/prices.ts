/** The price list. */
const en = {
  prices: {
    title: 'Price list',
    lead: 'Every price in force, without signing in.',
    filter: 'Products',
    all: 'All products',
    item: 'Item',
    plan: 'Plan',
    per: 'Sold',
    price: 'Price',
    storage_one: '{{count}} year of storage',
    storage_other: '{{count}} years of storage',
    contact: 'Contact us',
    example: 'Example price',
    exampleShort: 'Example price',
    exampleNote: 'Prices marked as examples hold until the vendor sets their own.',
    none: 'No prices.',
  },
  plan: { 'by-quantity': 'By quantity', annual: 'Annual' },
  per: {
    set_and_month: 'per set and month',
    set_and_year: 'per set and year',
    unit: 'per {{unit}}',
    unit_by_storage_years: 'per {{unit}}, by storage term',
    unit_and_year: 'per {{unit}} and year',
    set: 'once, per set',
  },
};

export default en;
