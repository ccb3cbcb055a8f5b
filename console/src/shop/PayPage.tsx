import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { api, keyed, read, type Schemas } from '../api/client';
import { useWords } from '../i18n';
import { orgKey, useOrder, useOrderPreview, useOrganization } from '../org/data';
import { Deadline, Definition, Money } from '../ui/format';
import { PageHead } from '../ui/Shell';
import { Refused, Shown, Waiting } from '../ui/Shown';
import { methodsOf } from './methods';
import { PurchaseSteps } from './PurchaseSteps';

/** Payment is a page: by the provider, or by a bank transfer with its reference. */
export function PayPage() {
  const t = useWords();
  const organization = useOrganization();
  const order = useParams({ strict: false }).order ?? '';
  const wanted = useSearch({ from: '/o/$organization/orders/$order/pay' }).method;
  const method = methodsOf().includes(wanted) ? wanted : 'transfer';
  const found = useOrder(organization, order);
  return (
    <>
      <PurchaseSteps at="pay" />
      <PageHead title={t(`method.${method}.title`)} />
      <Shown query={found}>
        {(data) =>
          data.state === 'ACTIVE' || data.state === 'PAID' ? (
            <Navigate to="/o/$organization/orders/$order/result" params={{ organization, order }} replace />
          ) : method === 'transfer' ? (
            <Transfer organization={organization} order={data} />
          ) : (
            <ByProvider organization={organization} order={order} />
          )
        }
      </Shown>
    </>
  );
}

/** Pays with a key that is the order's own: a reload or a second click is the same payment. */
function ByProvider({ organization, order }: { organization: string; order: string }) {
  const t = useWords();
  const queries = useQueryClient();
  const payment = useQuery({
    queryKey: orgKey(organization, 'payment', order),
    queryFn: () =>
      read(
        api.POST('/v1/organizations/{organization}/payments', {
          params: { path: { organization }, header: keyed(`console-pay-${order}`) },
          body: { orders: [order], method: 'sandbox' },
        }),
      ),
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const paid = payment.data !== undefined;
  useEffect(() => {
    if (paid) {
      void queries.invalidateQueries({
        queryKey: orgKey(organization),
        predicate: (query) => query.queryKey[3] !== 'payment',
      });
    }
  }, [paid, organization, queries]);
  if (payment.data) {
    return <Navigate to="/o/$organization/orders/$order/result" params={{ organization, order }} replace />;
  }
  if (payment.error) {
    return (
      <section className="card narrow-card">
        <Refused error={payment.error} />
        <p className="actions">
          <button type="button" className="button primary" onClick={() => void payment.refetch()}>
            {t('common.again')}
          </button>
          <Link to="/o/$organization/orders/$order" params={{ organization, order }} className="button">
            {t('result.toOrder')}
          </Link>
        </p>
      </section>
    );
  }
  return (
    <section className="card narrow-card" aria-live="polite">
      <h2>{t('pay.paying')}</h2>
      <p className="quiet">{t('pay.once')}</p>
      <Waiting />
    </section>
  );
}

function Transfer({ organization, order }: { organization: string; order: Schemas['Order'] }) {
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
