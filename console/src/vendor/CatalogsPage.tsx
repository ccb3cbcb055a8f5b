import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { may } from '../api/access';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords, useWords } from '../i18n';
import { useCatalogs } from '../public/data';
import { useText, When } from '../ui/format';
import { Filters, useByAge } from '../ui/Filters';
import { List, ListCsv } from '../ui/ListPage';
import { BY_AGE, TEXT, useList, useListing } from '../ui/listing';
import { PageHead } from '../ui/Shell';
import { Shown } from '../ui/Shown';
import { Table, type Column } from '../ui/Table';
import { Tag } from '../ui/Tag';
import { CatalogChanges } from './CatalogChanges';
import { CatalogPublish } from './CatalogPublish';

const VERSION_ROWS = 10;

type Version = Schemas['CatalogVersion'];

/** The versions of each catalog with their changes, and publishing the next with its date. */
export function CatalogsPage() {
  const d = useDeskWords();
  const text = useText();
  const catalogs = useCatalogs();
  return (
    <>
      <PageHead title={d('menu.catalogs')} lead={d('catalogs.lead')} />
      <Shown query={catalogs}>
        {(data) => (
          <>
            {data.items.map((catalog) => (
              <section key={catalog.product} className="card">
                <h2>{text(catalog.name)}</h2>
                <Versions product={catalog.product} />
                {may('catalogs.write') ? (
                  <CatalogPublish product={catalog.product} refresh={versionsKey(catalog.product)} />
                ) : null}
              </section>
            ))}
          </>
        )}
      </Shown>
    </>
  );
}

function versionsKey(product: string) {
  return ['catalog-versions', product];
}

function Versions({ product }: { product: string }) {
  const d = useDeskWords();
  const [shown, setShown] = useState('');
  const listing = useListing({ search: TEXT, sort: BY_AGE }, `${product}_`);
  const t = useWords();
  const byAge = useByAge();
  const versions = useList(versionsKey(product), listing, (asked) =>
    read(
      api.GET('/v1/catalogs/{product}/versions', {
        params: { path: { product }, query: { limit: VERSION_ROWS, ...asked } },
      }),
    ),
  );
  const difference = useQuery({
    queryKey: [...versionsKey(product), shown],
    queryFn: () =>
      read(
        api.GET('/v1/catalogs/{product}/versions/{version}/difference', {
          params: { path: { product, version: shown } },
        }),
      ),
    enabled: shown !== '',
  });
  const columns: Column<Version>[] = [
    { key: 'version', title: d('catalogs.version'), cell: (row) => <strong>{row.version}</strong> },
    { key: 'state', title: d('catalogs.state'), cell: (row) => (row.in_force ? <Tag tone="good">{d('catalogs.IN_FORCE')}</Tag> : '—') },
    { key: 'from', title: d('catalogs.from'), cell: (row) => <When at={row.effective_from} /> },
    {
      key: 'by',
      title: d('catalogs.by'),
      cell: (row) => (
        <>
          {row.published_by} · <When at={row.published_at} />
        </>
      ),
    },
    {
      key: 'difference',
      title: d('catalogs.difference'),
      cell: (row) => (
        <button
          type="button"
          className="link"
          aria-expanded={shown === row.version}
          onClick={() => setShown(shown === row.version ? '' : row.version)}
        >
          {d('catalogs.show')}
        </button>
      ),
    },
  ];
  return (
    <>
      <Filters listing={listing} filters={{ search: { label: t('list.search') }, sort: byAge }}>
        <ListCsv listing={listing} csv={{ path: `/v1/catalogs/${product}/versions`, name: `catalog-${product}` }} />
      </Filters>
      <List
        listing={listing}
        query={versions}
        rows={(page) => page.items}
        empty={d('catalogs.none')}
        show={(rows) => <Table caption={d('menu.catalogs')} columns={columns} rows={rows} rowKey={(row) => row.version} />}
      />
      {shown ? <Shown query={difference}>{(data) => <CatalogChanges difference={data} />}</Shown> : null}
    </>
  );
}
