import type { Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { Money } from '../ui/format';

/**
 * An agreement: who signed what and when, the days on which its prices apply, and each price with its currency and
 * unit.
 */
export function AgreementShown({ agreement }: { agreement: Schemas['Agreement'] }) {
  const d = useDeskWords();
  const days = [
    agreement.from ? d('vendor.agreedFrom', { from: agreement.from }) : '',
    agreement.until ? d('vendor.agreedUntil', { until: agreement.until }) : '',
  ].filter(Boolean);
  return (
    <>
      {[agreement.number, agreement.signer, agreement.signed_on, ...days].join(' · ')}
      {Object.entries(agreement.prices).map(([item, prices]) => (
        <p key={item} className="quiet">
          {item}:{' '}
          {prices.map((price) => (
            <span key={`${price.currency} ${price.per} ${price.storage_years ?? ''}`}>
              <Money value={price} /> {d(`vendor.agreedPer.${price.per}`)}
              {price.storage_years ? ` · ${d('vendor.agreedTerm', { years: price.storage_years })}` : ''}{' '}
            </span>
          ))}
        </p>
      ))}
    </>
  );
}
