import { Link } from '@tanstack/react-router';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { CsvButton } from '../ui/CsvButton';
import { Money, When } from '../ui/format';
import { Choice, csvPath, Listed, useList, useListing } from '../ui/List';
import { PageHead } from '../ui/Shell';
import { Empty } from '../ui/Shown';
import { Table, type Column } from '../ui/Table';
import { Tag, toneOf } from '../ui/Tag';
import { orgKey, useOrganization, useOverview } from './data';

type Order = Schemas['Order'];

const STATES = ['draft', 'confirmed', 'paid', 'active', 'cancelled', 'expired'] as const;

/** Orders, filtered, sorted and paged by the server. */
export function OrdersPage() {
  const d = useDeskWords();
  const organization = useOrganization();
  const zone = useOverview(organization).data?.zone;
  const listing = useListing(['state', 'sort']);
  const query = useList(orgKey(organization, 'orders'), listing, () =>
    read(
      api.GET('/v1/organizations/{organization}/orders', {
        params: { path: { organization }, query: { limit: 25, ...(listing.query as object) } },
      }),
    ),
  );
  const columns: Column<Order>[] = [
    {
      key: 'at',
      title: d('orders.at'),
      cell: (row) => (
        <Link to="/o/$organization/orders/$order" params={{ organization, order: row.id }}>
          <When at={row.accepted_at} zone={zone} />
        </Link>
      ),
    },
    { key: 'reference', title: d('orders.reference'), cell: (row) => <code>{row.reference}</code> },
    { key: 'state', title: d('orders.state'), cell: (row) => <Tag tone={toneOf(row.state)}>{d(`order.${row.state}`)}</Tag> },
    { key: 'lines', title: d('orders.lines'), number: true, cell: (row) => row.lines.length },
    { key: 'total', title: d('orders.total'), number: true, cell: (row) => <Money value={row.total} /> },
    { key: 'due', title: d('orders.due'), number: true, cell: (row) => <Money value={row.due} /> },
  ];
  return (
    <>
      <PageHead
        title={d('menu.orders')}
        lead={d('orders.lead')}
        actions={<CsvButton path={csvPath(`/v1/organizations/${organization}/orders`, listing)} name={`orders-${organization}`} />}
      />
      <div className="filters">
        <Choice
          label={d('orders.state')}
          value={listing.values.state}
          any={d('orders.any')}
          options={STATES.map((one) => [one, d(`order.${one.toUpperCase()}`)])}
          onChange={(state) => listing.set({ state })}
        />
        <Choice
          label={d('orders.sort')}
          value={listing.values.sort || 'newest'}
          options={[
            ['newest', d('orders.newest')],
            ['oldest', d('orders.oldest')],
          ]}
          onChange={(sort) => listing.set({ sort })}
        />
      </div>
      <section className="card">
        <Listed query={query} listing={listing}>
          {(page) => (
            <Table
              caption={d('menu.orders')}
              columns={columns}
              rows={page.orders}
              rowKey={(row) => row.id}
              empty={<Empty title={d('orders.none')} />}
            />
          )}
        </Listed>
      </section>
    </>
  );
}
