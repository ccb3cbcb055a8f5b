import { Link } from '@tanstack/react-router';
import type { Schemas } from '../api/client';
import { useWords } from '../i18n';
import { useText } from '../ui/format';
import { Tag } from '../ui/Tag';
import { productOf, type Item, type WantedLine } from './lines';

const KINDS = ['resource', 'subscription', 'service', 'license'] as const;

/** What a product offers, by kind. */
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

function Offered({
  item,
  chosen,
  organization,
  onAdd,
}: {
  item: Item;
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
          {item.example ? <Tag tone="warn">{t('prices.example')}</Tag> : null}
          {chosen ? <Tag tone="good">{t('buy.chosen')}</Tag> : null}
        </span>
        <p className="quiet">{text(item.description)}</p>
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
