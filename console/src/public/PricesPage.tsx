import { Link, useSearch } from '@tanstack/react-router';
import type { Schemas } from '../api/client';
import { useWords } from '../i18n';
import { Money, useText } from '../ui/format';
import { Shown } from '../ui/Shown';
import { Table, type Column } from '../ui/Table';
import { Tag } from '../ui/Tag';
import { useCatalogs, usePrices } from './data';

type Price = Schemas['Price'];

/** Every price in force, for anyone. */
export function PricesPage() {
  const t = useWords();
  const text = useText();
  const { product } = useSearch({ from: '/shop/prices' });
  const catalogs = useCatalogs();
  const prices = usePrices();
  return (
    <>
      <h1>{t('prices.title')}</h1>
      <p className="lead">{t('prices.lead')}</p>
      <Shown query={catalogs}>
        {(found) => (
          <>
            <nav className="pills" aria-label={t('prices.filter')}>
              <Link to="/prices" search={{}} activeOptions={{ exact: true, includeSearch: true }}>
                {t('prices.all')}
              </Link>
              {found.items.map((catalog) => (
                <Link key={catalog.product} to="/prices" search={{ product: catalog.product }}>
                  {text(catalog.name)}
                </Link>
              ))}
            </nav>
            <Shown query={prices}>
              {(data) => (
                <>
                  {found.items
                    .filter((catalog) => !product || catalog.product === product)
                    .map((catalog) => (
                      <ProductPrices
                        key={catalog.product}
                        title={text(catalog.name)}
                        rows={data.items.filter((price) => price.item.startsWith(`${catalog.product}/`))}
                      />
                    ))}
                </>
              )}
            </Shown>
          </>
        )}
      </Shown>
    </>
  );
}

function ProductPrices({ title, rows }: { title: string; rows: Price[] }) {
  const t = useWords();
  const text = useText();
  const example = rows.some((row) => row.example);
  // The name is emphasized only in the first row of each item.
  const again = new Set(rows.filter((row, index) => rows[index - 1]?.item === row.item));
  const columns: Column<Price>[] = [
    { key: 'item', title: t('prices.item'), cell: (row) => (again.has(row) ? <span className="again">{text(row.name)}</span> : <strong>{text(row.name)}</strong>) },
    {
      key: 'plan',
      title: t('prices.plan'),
      cell: (row) =>
        [
          row.plan ? t(`plan.${row.plan}`, { defaultValue: row.plan }) : '',
          row.storage_years ? t('prices.storage', { count: row.storage_years }) : '',
        ]
          .filter(Boolean)
          .join(' · '),
    },
    { key: 'per', title: t('prices.per'), cell: (row) => t(`per.${row.per}`, { unit: text(row.unit) }) },
    {
      key: 'price',
      title: t('prices.price'),
      number: true,
      cell: (row) => (
        <span className="price-cell">
          {row.sales_only ? t('prices.contact') : <Money value={row.price} />}
          {row.example && !row.sales_only ? <Tag tone="warn">{t('prices.example')}</Tag> : null}
        </span>
      ),
    },
  ];
  return (
    <section className="card">
      <h2>{title}</h2>
      {example ? <p className="notice warn">{t('prices.exampleNote')}</p> : null}
      <Table
        caption={title}
        columns={columns}
        rows={rows}
        rowKey={(row) => `${row.item} ${row.plan ?? ''} ${row.per} ${row.storage_years ?? ''}`}
        empty={<p>{t('prices.none')}</p>}
      />
    </section>
  );
}
