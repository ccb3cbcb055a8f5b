import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/client';
import { useLanguage, useWords } from '../i18n';
import { formatMoney, useText } from '../ui/format';
import { Tag } from '../ui/Tag';
import { productOf, type Item, type WantedLine } from './lines';

const KINDS = ['RESOURCE', 'SUBSCRIPTION', 'SERVICE', 'LICENSE'] as const;

/** The items of a product, by kind. */
export function ItemList({
  catalog,
  chosen,
  organization,
  onAdd,
}: {
  catalog: Schemas['Catalog'];
  chosen: WantedLine[];
  organization: string;
  onAdd: (item: Item) => void;
}) {
  const t = useWords();
  return (
    <div className="stack">
      {KINDS.map((kind) => {
        const items = catalog.items.filter((item) => item.kind === kind);
        return items.length === 0 ? null : (
          <section key={kind} className="card" aria-labelledby={`kind-${kind}`}>
            <h2 id={`kind-${kind}`}>{t(`kind.${kind}`)}</h2>
            <ul className="plain offer-list">
              {items.map((item) => (
                <Offered
                  key={item.id}
                  item={item}
                  currency={catalog.currency}
                  chosen={chosen.some((line) => line.item === item.id)}
                  organization={organization}
                  onAdd={onAdd}
                />
              ))}
            </ul>
          </section>
        );
      })}
      <p className="quiet">{t('buy.version', { version: catalog.version, product: productOf(catalog.product) })}</p>
    </div>
  );
}

/** The amount of an offer as in the catalog; where it depends on the storage term, from the first to the last. */
function OfferPrice({ offer, currency }: { offer: Schemas['Offer']; currency: string }) {
  const language = useLanguage();
  const amounts = offer.amount === undefined ? Object.values(offer.amounts ?? {}) : [offer.amount];
  const shown = [amounts[0], ...(amounts.length > 1 ? [amounts.at(-1)] : [])].flatMap((amount) => amount ?? []);
  return <span className="number">{shown.map((amount) => formatMoney({ amount, currency }, language)).join(' – ')}</span>;
}

function Offered({
  item,
  currency,
  chosen,
  organization,
  onAdd,
}: {
  item: Item;
  currency: string;
  chosen: boolean;
  organization: string;
  onAdd: (item: Item) => void;
}) {
  const t = useWords();
  const text = useText();
  return (
    <li>
      <div>
        <strong>{text(item.name)}</strong>
        <span className="tags">
          {item.mandatory ? <Tag tone="info">{t('buy.mandatory')}</Tag> : null}
          {chosen ? <Tag tone="good">{t('buy.chosen')}</Tag> : null}
        </span>
        <p className="quiet">{text(item.description)}</p>
        {item.sales_only ? null : (
          <p className="offers">
            {item.offers.map((offer) => (
              <span key={`${offer.plan ?? ''} ${offer.per}`}>
                <OfferPrice offer={offer} currency={currency} />{' '}
                <span className="quiet">
                  {t(`per.${offer.per}`, { unit: text(item.unit) })}
                  {offer.plan ? ` (${t(`plan.${offer.plan}`, { defaultValue: offer.plan })})` : ''}
                </span>
              </span>
            ))}
            {item.example ? <Tag tone="warn">{t('prices.example')}</Tag> : null}
          </p>
        )}
      </div>
      {item.sales_only ? (
        <Link
          to="/o/$organization/contact"
          params={{ organization }}
          search={{ item: item.id }}
          className="button small"
          aria-label={t('buy.contactAbout', { name: text(item.name) })}
        >
          {t('prices.contact')}
        </Link>
      ) : (
        <button
          type="button"
          className="button small"
          aria-label={t('buy.addOne', { name: text(item.name) })}
          onClick={() => onAdd(item)}
        >
          {t('buy.add')}
        </button>
      )}
    </li>
  );
}
