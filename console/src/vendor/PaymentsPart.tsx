import type { Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { usePayments } from '../org/payments';
import { UnappliedMoney } from '../org/UnappliedMoney';
import { Filters } from '../ui/Filters';
import { List, ListCsv } from '../ui/ListPage';

/** The payments of an organization, with what the vendor records of them. */
export function PaymentsPart({ overview }: { overview: Schemas['Overview'] }) {
  const d = useDeskWords();
  const payments = usePayments(overview.organization);
  return (
    <>
      <UnappliedMoney overview={overview} />
      <section className="card" id="payments" aria-labelledby="payments-title">
        <div className="stock-head">
          <h2 id="payments-title">{d('menu.payments')}</h2>
          <ListCsv {...payments} />
        </div>
        <Filters {...payments} />
        <List {...payments} />
      </section>
    </>
  );
}
