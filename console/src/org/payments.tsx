import { Link } from '@tanstack/react-router';
import { may } from '../api/access';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords, useWords } from '../i18n';
import type { Filter } from '../ui/Filters';
import { Day, Money } from '../ui/format';
import { PAGE_ROWS, TEXT, useList, useListing, type Listing } from '../ui/listing';
import { Table, type Column } from '../ui/Table';
import { Tag, toneOf } from '../ui/Tag';
import { orgKey } from './data';
import { PaymentActions } from './PaymentActions';
import { FewParts } from './PaymentParts';

type Payment = Schemas['Payment'];

const STATES = ['RECEIVED', 'RECALLED'] as const;

/** The list of payments: its filters, query, rows and CSV, on whichever page it is. */
export function usePayments(organization: string) {
  const d = useDeskWords();
  const listing: Listing<{ state: typeof STATES; reference: typeof TEXT }> = useListing({ state: STATES, reference: TEXT });
  const query = useList(orgKey(organization, 'payments'), listing, (asked) =>
    read(
      api.GET('/v1/organizations/{organization}/payments', {
        params: { path: { organization }, query: { limit: PAGE_ROWS, ...asked } },
      }),
    ),
  );
  const filters: Record<string, Filter> = {
    state: { label: d('payments.state'), name: (one) => d(`payments.${one}`) },
    reference: { label: d('payments.wholeReference') },
  };
  return {
    listing,
    query,
    filters,
    csv: { path: `/v1/organizations/${organization}/payments`, name: `payments-${organization}` },
    rows: (page: Schemas['PaymentPage']) => page.items,
    empty: d('payments.none'),
    show: (rows: Payment[]) => <Payments rows={rows} organization={organization} />,
  };
}

function Payments({ rows, organization }: { rows: Payment[]; organization: string }) {
  const d = useDeskWords();
  const t = useWords();
  const columns: Column<Payment>[] = [
    {
      key: 'date',
      title: d('payments.valueDate'),
      cell: (row) => (
        <Link to="/o/$organization/payments/$payment" params={{ organization, payment: row.id }} className="word">
          <Day value={row.value_date} />
        </Link>
      ),
    },
    { key: 'reference', title: d('payments.reference'), cell: (row) => (row.reference ? <code>{row.reference}</code> : '—') },
    { key: 'method', title: d('payments.method'), cell: (row) => <span className="keep">{t(`method.${row.method}.title`)}</span> },
    { key: 'amount', title: d('payments.amount'), number: true, cell: (row) => <Money value={row.amount} /> },
    { key: 'state', title: d('payments.state'), cell: (row) => <PaymentState payment={row} /> },
    { key: 'parts', title: d('payments.parts'), cell: (row) => <FewParts payment={row} organization={organization} /> },
  ];
  if (may('payments.record', organization)) {
    columns.push({
      key: 'do',
      title: d('payments.do'),
      cell: (row) => <PaymentActions payment={row} organization={organization} />,
    });
  }
  return <Table caption={d('menu.payments')} columns={columns} rows={rows} rowKey={(row) => row.id} />;
}

export function PaymentState({ payment }: { payment: Payment }) {
  const d = useDeskWords();
  return <Tag tone={toneOf(payment.state)}>{d(`payments.${payment.state}`)}</Tag>;
}
