import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { CsvButton } from '../ui/CsvButton';
import { Money, When } from '../ui/format';
import { More, pageOf } from '../ui/More';
import { PageHead } from '../ui/Shell';
import { Empty } from '../ui/Shown';
import { Table, type Column } from '../ui/Table';
import { Tag, toneOf } from '../ui/Tag';
import { orgKey, useOrganization, useOverview } from './data';

type Order = Schemas['Order'];

const STATES = ['draft', 'confirmed', 'paid', 'active', 'cancelled', 'expired'] as const;
type State = (typeof STATES)[number];

/** Orders, filtered, sorted and paged by the server. */
export function OrdersPage() {
  const d = useDeskWords();
  const organization = useOrganization();
  const zone = useOverview(organization).data?.zone;
  const [state, setState] = useState<State | ''>('');
  const [sort, setSort] = useState<'newest' | 'oldest'>('newest');
  const query = useInfiniteQuery({
    queryKey: orgKey(organization, 'orders', state, sort),
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/v1/organizations/{organization}/orders', {
          params: {
            path: { organization },
            query: { limit: 25, sort, ...(state ? { state } : {}), ...(pageParam ? { after: pageParam } : {}) },
          },
        }),
      ),
    getNextPageParam: (page) => page.next,
  });
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
  const path = `/v1/organizations/${organization}/orders?limit=200&sort=${sort}${state ? `&state=${state}` : ''}`;
  return (
    <>
      <PageHead
        title={d('menu.orders')}
        lead={d('orders.lead')}
        actions={<CsvButton path={path} name={`orders-${organization}`} />}
      />
      <div className="filters">
        <label>
          {d('orders.state')}{' '}
          <select className="field" value={state} onChange={(event) => setState(event.target.value as State | '')}>
            <option value="">{d('orders.any')}</option>
            {STATES.map((one) => (
              <option key={one} value={one}>
                {d(`order.${one.toUpperCase()}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {d('orders.sort')}{' '}
          <select className="field" value={sort} onChange={(event) => setSort(event.target.value as 'newest' | 'oldest')}>
            <option value="newest">{d('orders.newest')}</option>
            <option value="oldest">{d('orders.oldest')}</option>
          </select>
        </label>
      </div>
      <section className="card">
        <More query={query}>
          {(pages) => (
            <Table
              caption={d('menu.orders')}
              columns={columns}
              rows={pageOf(pages, (page) => page.orders)}
              rowKey={(row) => row.id}
              empty={<Empty title={d('orders.none')} />}
            />
          )}
        </More>
      </section>
    </>
  );
}
