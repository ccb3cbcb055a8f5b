import { Link } from '@tanstack/react-router';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { Money, When } from '../ui/format';
import { useByAge } from '../ui/Filters';
import { ListPage } from '../ui/ListPage';
import { BY_AGE, PAGE_ROWS, useList, useListing } from '../ui/listing';
import { Table, type Column } from '../ui/Table';
import { orgKey, useOrganization, useOverview } from './data';
import { OrderState } from './OrderState';

type Order = Schemas['Order'];

const STATES = ['DRAFT', 'CONFIRMED', 'PAID', 'ACTIVE', 'CANCELLED', 'EXPIRED'] as const;

/** Orders, filtered, sorted and paged by the server. */
export function OrdersPage() {
  const d = useDeskWords();
  const organization = useOrganization();
  const zone = useOverview(organization).data?.zone;
  const listing = useListing({ state: STATES, sort: BY_AGE });
  const query = useList(orgKey(organization, 'orders'), listing, (asked) =>
    read(
      api.GET('/v1/organizations/{organization}/orders', {
        params: { path: { organization }, query: { limit: PAGE_ROWS, ...asked } },
      }),
    ),
  );
  const byAge = useByAge();
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
    { key: 'state', title: d('orders.state'), cell: (row) => <OrderState order={row} /> },
    { key: 'lines', title: d('orders.lines'), number: true, cell: (row) => row.lines.length },
    { key: 'total', title: d('orders.total'), number: true, cell: (row) => <Money value={row.total} /> },
    { key: 'due', title: d('orders.due'), number: true, cell: (row) => <Money value={row.due} /> },
  ];
  return (
    <ListPage
      title={d('menu.orders')}
      lead={d('orders.lead')}
      csv={{ path: `/v1/organizations/${organization}/orders`, name: `orders-${organization}` }}
      listing={listing}
      filters={{ state: { label: d('orders.state'), name: (one) => d(`order.${one}`) }, sort: byAge }}
      query={query}
      rows={(page) => page.items}
      empty={d('orders.none')}
      show={(rows) => <Table caption={d('menu.orders')} columns={columns} rows={rows} rowKey={(row) => row.id} />}
    />
  );
}
