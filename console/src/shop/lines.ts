import type { Schemas } from '../api/client';

/** A line as chosen, before it is ordered. It is part of the page's address. */
export type WantedLine = Schemas['LineWanted'];
export type Item = Schemas['Item'];

const FIRST_YEARS = 1;
const FIRST_MONTHS = 1;

/** The initial choice for an item: its minimum quantity, first plan and shortest term. */
export function firstLine(item: Item, holder: string | undefined): WantedLine {
  const line: WantedLine = { item: item.id };
  if (holder) {
    line.for = holder;
  }
  if (item.quantity_min > 1) {
    line.quantity = item.quantity_min;
  }
  const offer = item.offers[0];
  return offer ? withOffer(line, offer) : line;
}

/** The line on another plan or price form, with the term that it needs. */
export function withOffer(line: WantedLine, offer: Schemas['Offer']): WantedLine {
  const years = line.storage_years ?? line.years ?? FIRST_YEARS;
  const { plan: _plan, months: _months, years: _years, storage_years: _storage, ...rest } = line;
  const next: WantedLine = offer.plan ? { ...rest, plan: offer.plan } : rest;
  switch (offer.per) {
    case 'SET_AND_MONTH':
      return { ...next, months: line.months ?? FIRST_MONTHS };
    case 'SET_AND_YEAR':
      return { ...next, years: line.years ?? FIRST_YEARS };
    case 'UNIT_AND_YEAR':
      return { ...next, years };
    case 'UNIT_BY_STORAGE_YEARS': {
      const terms = Object.keys(offer.amounts ?? {}).map(Number);
      return { ...next, storage_years: terms.includes(years) ? years : (terms[0] ?? FIRST_YEARS) };
    }
    default:
      return next;
  }
}

/** The offer that a line uses. */
export function offerOf(item: Item, line: WantedLine): Schemas['Offer'] | undefined {
  return item.offers.find(
    (offer) =>
      (offer.plan ?? '') === (line.plan ?? '') &&
      (offer.per !== 'SET_AND_MONTH' || line.months !== undefined) &&
      (offer.per !== 'SET_AND_YEAR' || line.years !== undefined),
  );
}

export function productOf(item: string): string {
  return item.split('/')[0] ?? item;
}
