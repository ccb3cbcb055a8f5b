import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { may } from '../api/access';
import { api, keyed, read } from '../api/client';
import { useDeskWords, useWords } from '../i18n';
import { OrderLines } from '../shop/OrderLines';
import { Ask } from '../ui/Dialog';
import { Deadline, Definition, Money, When } from '../ui/format';
import { PageHead } from '../ui/Shell';
import { Shown } from '../ui/Shown';
import { Tag, toneOf } from '../ui/Tag';
import { orgKey, useOrder, useOrderPreview, useOrganization } from './data';

/** One order: what was bought, for whom, until when, the amount due and the possible actions. */
export function OrderPage() {
  const d = useDeskWords();
  const t = useWords();
  const organization = useOrganization();
  const order = useParams({ strict: false }).order ?? '';
  const found = useOrder(organization, order);
  const preview = useOrderPreview(organization, order);
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () =>
      read(
        api.POST('/v1/organizations/{organization}/orders/{order}/cancel', {
          params: { path: { organization, order }, header: keyed(`console-cancel-${order}`) },
          body: {},
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: orgKey(organization) }),
  });
  return (
    <Shown query={found}>
      {(data) => (
        <Shown query={preview}>
          {(shown) => (
            <>
              <PageHead
                title={d('order.title', { reference: data.reference ?? '' })}
                actions={<Tag tone={toneOf(data.state)}>{d(`order.${data.state}`)}</Tag>}
              />
              {data.recalled ? <p className="notice bad">{d('order.recalled')}</p> : null}
              {data.breached ? <p className="notice bad">{d('order.breached')}</p> : null}
              <div className="grid side">
                <section className="card">
                  <h2>{t('confirm.lines')}</h2>
                  <OrderLines lines={shown.lines} zone={shown.zone} organization={organization} />
                </section>
                <section className="card">
                  <dl className="definitions">
                    <Definition term={t('order.total')}>
                      <Money value={data.total} />
                    </Definition>
                    <Definition term={t('order.paid')}>
                      <Money value={data.paid} />
                    </Definition>
                    <Definition term={t('order.due')}>
                      <Money value={data.due} />
                    </Definition>
                    <Definition term={t('order.acceptedBy')}>
                      {data.accepted_by} · <When at={data.accepted_at} zone={shown.zone} />
                    </Definition>
                    {data.purchased_at ? (
                      <Definition term={t('order.purchased')}>
                        <When at={data.purchased_at} zone={shown.zone} />
                      </Definition>
                    ) : null}
                    {data.activated_at ? (
                      <Definition term={t('order.activated')}>
                        <When at={data.activated_at} zone={shown.zone} />
                      </Definition>
                    ) : data.activate_by ? (
                      <Definition term={t('order.activateBy')}>
                        <Deadline until={data.activate_by} at={shown.at} zone={shown.zone} />
                      </Definition>
                    ) : null}
                    {data.expires_at && data.state === 'CONFIRMED' ? (
                      <Definition term={t('order.held')}>
                        <Deadline until={data.expires_at} at={shown.at} zone={shown.zone} />
                      </Definition>
                    ) : null}
                  </dl>
                  {(data.state === 'DRAFT' || data.state === 'CONFIRMED') && may('orders.write', organization) ? (
                    <p className="actions">
                      <Link
                        to="/o/$organization/orders/$order/confirm"
                        params={{ organization, order }}
                        className="button primary"
                      >
                        {t('confirm.payNow')}
                      </Link>
                      <Ask
                        label={d('order.cancel')}
                        title={d('cancelOrder.title', { reference: data.reference ?? '' })}
                        mutation={cancel}
                        onYes={() => cancel.mutateAsync()}
                      >
                        <p>{d('cancelOrder.text')}</p>
                      </Ask>
                    </p>
                  ) : null}
                  {data.state === 'ACTIVE' ? <p className="quiet">{t('confirm.noRefund')}</p> : null}
                </section>
              </div>
            </>
          )}
        </Shown>
      )}
    </Shown>
  );
}
