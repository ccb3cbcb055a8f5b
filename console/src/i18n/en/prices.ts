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
    SET_AND_MONTH: 'per set and month',
    SET_AND_YEAR: 'per set and year',
    UNIT: 'per {{unit}}',
    UNIT_BY_STORAGE_YEARS: 'per {{unit}}, by storage term',
    UNIT_AND_YEAR: 'per {{unit}} and year',
    SET: 'once, per set',
  },
};

export default en;
