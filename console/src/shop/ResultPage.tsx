import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { api, read } from '../api/client';
import { useWords } from '../i18n';
import { orgKey, useOrderPreview, useOrganization } from '../org/data';
import { Deadline, Money, When } from '../ui/format';
import { PageHead } from '../ui/Shell';
import { Shown } from '../ui/Shown';
import { OrderLines } from './OrderLines';
import { PurchaseSteps } from './PurchaseSteps';

const LOOK_AGAIN_MILLISECONDS = 3_000;

/** The result of a payment: paid, and activated or the deadline for it. */
export function ResultPage() {
  const t = useWords();
  const organization = useOrganization();
  const order = useParams({ strict: false }).order ?? '';
  const found = useQuery({
    queryKey: orgKey(organization, 'order', order),
    queryFn: () =>
      read(api.GET('/v1/organizations/{organization}/orders/{order}', { params: { path: { organization, order } } })),
    refetchInterval: (query) => (query.state.data?.state === 'ACTIVE' ? false : LOOK_AGAIN_MILLISECONDS),
  });
  const preview = useOrderPreview(organization, order);
  return (
    <>
      <PurchaseSteps at="done" />
      <Shown query={found}>
        {(data) => (
          <Shown query={preview}>
            {(shown) => (
              <>
                <PageHead
                  title={data.state === 'ACTIVE' ? t('result.active') : data.state === 'PAID' ? t('result.paid') : t('result.open')}
                />
                <section className="card narrow-card">
                  <ol className="progress">
                    <li className={data.purchased_at ? 'done' : 'open'}>
                      <strong>{t('result.stepPaid')}</strong>
                      {data.purchased_at ? <When at={data.purchased_at} zone={shown.zone} /> : null}
                    </li>
                    <li className={data.activated_at ? 'done' : 'open'}>
                      <strong>{data.activated_at ? t('result.stepActive') : t('result.stepWaiting')}</strong>
                      {data.activated_at ? (
                        <When at={data.activated_at} zone={shown.zone} />
                      ) : data.activate_by ? (
                        <Deadline until={data.activate_by} at={shown.at} zone={shown.zone} />
                      ) : null}
                    </li>
                  </ol>
                  <OrderLines lines={shown.lines} zone={shown.zone} organization={organization} over={data.recalled} />
                  <p className="line-head big">
                    <span>{t('order.paid')}</span>
                    <Money value={data.paid} />
                  </p>
                  <p className="actions">
                    <Link to="/o/$organization" params={{ organization }} className="button primary">
                      {t('result.toOverview')}
                    </Link>
                    <Link to="/o/$organization/orders/$order" params={{ organization, order }} className="button">
                      {t('result.toOrder')}
                    </Link>
                  </p>
                </section>
              </>
            )}
          </Shown>
        )}
      </Shown>
    </>
  );
}
