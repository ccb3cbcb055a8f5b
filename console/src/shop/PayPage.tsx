import { Link, Navigate, useParams, useSearch } from '@tanstack/react-router';
import { may } from '../api/access';
import type { Schemas } from '../api/client';
import { useWords } from '../i18n';
import { useOrder, useOrderPreview, useOrganization } from '../org/data';
import { Deadline, Definition, isNothing, Money } from '../ui/format';
import { PageHead } from '../ui/Shell';
import { Refused, Shown } from '../ui/Shown';
import { methodsOf } from './methods';
import { usePayment } from './payment';
import { PurchaseSteps } from './PurchaseSteps';

type Order = Schemas['Order'];

/** The ways to pay an order: by the provider on a click, or by a bank transfer with its reference. */
export function PayPage() {
  const t = useWords();
  const organization = useOrganization();
  const order = useParams({ strict: false }).order ?? '';
  const wanted = useSearch({ from: '/o/$organization/orders/$order/pay' }).method;
  const method = methodsOf().includes(wanted) ? wanted : 'TRANSFER';
  const found = useOrder(organization, order);
  return (
    <>
      <PurchaseSteps at="pay" />
      <PageHead title={t(`method.${method}.title`)} />
      <Shown query={found}>
        {(data) =>
          data.state !== 'CONFIRMED' || isNothing(data.total) ? (
            <Elsewhere organization={organization} order={data} />
          ) : method === 'TRANSFER' ? (
            <Transfer organization={organization} order={data} />
          ) : (
            <ByProvider organization={organization} order={data} />
          )
        }
      </Shown>
    </>
  );
}

/** The target for an order that cannot be paid: already paid, to be confirmed first, expired, or of nothing. */
function Elsewhere({ organization, order }: { organization: string; order: Order }) {
  const params = { organization, order: order.id };
  switch (order.state) {
    case 'ACTIVE':
    case 'PAID':
      return <Navigate to="/o/$organization/orders/$order/result" params={params} replace />;
    case 'DRAFT':
      return <Navigate to="/o/$organization/orders/$order/confirm" params={params} replace />;
    default:
      return <Navigate to="/o/$organization/orders/$order" params={params} replace />;
  }
}

/** Opening this page pays nothing; only the click does. */
function ByProvider({ organization, order }: { organization: string; order: Order }) {
  const t = useWords();
  const payment = usePayment(organization, order.id);
  return (
    <section className="card narrow-card" aria-live="polite">
      <dl className="definitions large">
        <Definition term={t('pay.amount')}>
          <strong className="big">
            <Money value={order.due} />
          </strong>
        </Definition>
        <Definition term={t('pay.reference')}>
          <code>{order.reference}</code>
        </Definition>
      </dl>
      <p className="notice warn">{t('confirm.noRefund')}</p>
      <Refused error={payment.error} />
      {may('orders.pay', organization) ? (
        <p className="quiet">{t('pay.once')}</p>
      ) : (
        <p className="notice info">{t('confirm.mayNot')}</p>
      )}
      <p className="actions">
        {may('orders.pay', organization) ? (
          <button type="button" className="button primary" disabled={payment.isPending} onClick={payment.pay}>
            {payment.isPending ? t('pay.paying') : t('confirm.payNow')}
          </button>
        ) : null}
        <Link to="/o/$organization/orders/$order" params={{ organization, order: order.id }} className="button">
          {t('result.toOrder')}
        </Link>
      </p>
    </section>
  );
}

function Transfer({ organization, order }: { organization: string; order: Order }) {
  const t = useWords();
  const preview = useOrderPreview(organization, order.id);
  return (
    <section className="card narrow-card">
      <p>{t('pay.transferText')}</p>
      <dl className="definitions large">
        <Definition term={t('pay.amount')}>
          <strong className="big">
            <Money value={order.due} />
          </strong>
        </Definition>
        <Definition term={t('pay.reference')}>
          <strong className="big">
            <code>{order.reference}</code>
          </strong>
        </Definition>
        {order.expires_at && preview.data ? (
          <Definition term={t('order.held')}>
            <Deadline until={order.expires_at} at={preview.data.at} zone={preview.data.zone} />
          </Definition>
        ) : null}
      </dl>
      <p className="quiet">{t('pay.account')}</p>
      <p className="notice info">{t('pay.transferNext')}</p>
      <Link
        to="/o/$organization/orders/$order"
        params={{ organization, order: order.id }}
        className="button primary"
      >
        {t('result.toOrder')}
      </Link>
    </section>
  );
}
