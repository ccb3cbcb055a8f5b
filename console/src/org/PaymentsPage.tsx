import { useDeskWords } from '../i18n';
import { ListPage } from '../ui/ListPage';
import { useOrganization, useOverview } from './data';
import { usePayments } from './payments';
import { UnappliedMoney } from './UnappliedMoney';

/** Payments, newest first, filtered and paged by the server, and the money that no order has taken. */
export function PaymentsPage() {
  const d = useDeskWords();
  const organization = useOrganization();
  const overview = useOverview(organization).data;
  const payments = usePayments(organization);
  return (
    <ListPage
      {...payments}
      title={d('menu.payments')}
      lead={d('payments.lead')}
      note={overview ? <UnappliedMoney overview={overview} /> : null}
    />
  );
}
