import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { may } from '../api/access';
import { api, keyed, read, type Schemas } from '../api/client';
import { useDeskWords, useWords } from '../i18n';
import { methodsFor } from '../shop/methods';
import { OrderLines } from '../shop/OrderLines';
import { Ask } from '../ui/Dialog';
import { Deadline, Definition, isNothing, Money, useText, When } from '../ui/format';
import { PageHead } from '../ui/Shell';
import { Shown } from '../ui/Shown';
import { orgKey, useOrder, useOrderPreview, useOrganization } from './data';
import { OrderState } from './OrderState';

type Order = Schemas['Order'];

/** One order: what was bought, for whom, until when, the amount due and the possible actions. */
export function OrderPage() {
  const d = useDeskWords();
  const t = useWords();
  const organization = useOrganization();
  const order = useParams({ strict: false }).order ?? '';
  const found = useOrder(organization, order);
  const preview = useOrderPreview(organization, order);
  return (
    <Shown query={found}>
      {(data) => (
        <Shown query={preview}>
          {(shown) => (
            <>
              <PageHead
                title={d('order.title', { reference: data.reference ?? '' })}
                actions={<OrderState order={data} />}
              />
              {data.recalled ? <p className="notice bad">{d('order.recalled')}</p> : null}
              {data.breached ? <p className="notice bad">{d('order.breached')}</p> : null}
              {isOpen(data) ? <AgreementsMissing order={data} products={shown.agreements_missing} /> : null}
              <div className="grid side">
                <section className="card">
                  <h2>{t('confirm.lines')}</h2>
                  <OrderLines
                    lines={shown.lines}
                    zone={shown.zone}
                    organization={organization}
                    over={data.recalled || data.state === 'CANCELLED' || data.state === 'EXPIRED'}
                  />
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
                  <Actions organization={organization} order={data} />
                  {data.state === 'ACTIVE' && !data.recalled ? <p className="quiet">{t('confirm.noRefund')}</p> : null}
                </section>
              </div>
            </>
          )}
        </Shown>
      )}
    </Shown>
  );
}

/** Whether it was neither paid nor given up. */
function isOpen(order: Order): boolean {
  return order.state === 'DRAFT' || order.state === 'CONFIRMED';
}

/** Which signed agreements an open order waits for; one with a total of zero waits for nothing else. */
function AgreementsMissing({ order, products }: { order: Order; products: Schemas['NamedProduct'][] }) {
  const t = useWords();
  const text = useText();
  if (products.length === 0) {
    return null;
  }
  const nothing = isNothing(order.total);
  return (
    <section className="notice bad">
      <strong>{t(nothing ? 'confirm.nothingTitle' : 'buy.agreementTitle')}</strong>
      <p>
        {t(nothing ? 'confirm.nothingText' : 'confirm.agreementText', {
          products: products.map((one) => text(one.name)).join(', '),
        })}
      </p>
    </section>
  );
}

/** What the signed-in person may do with an open order: confirm and pay it, only pay it, cancel it. */
function Actions({ organization, order }: { organization: string; order: Order }) {
  const d = useDeskWords();
  const t = useWords();
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () =>
      read(
        api.POST('/v1/organizations/{organization}/orders/{order}/cancel', {
          params: { path: { organization, order: order.id }, header: keyed(`console-cancel-${order.id}`) },
          body: {},
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: orgKey(organization) }),
  });
  const params = { organization, order: order.id };
  const writes = may('orders.write', organization);
  const nothing = isNothing(order.total);
  const [method] = methodsFor(organization);
  if (!isOpen(order)) {
    return null;
  }
  return (
    <p className="actions">
      {writes && (order.state === 'DRAFT' || !nothing) ? (
        <Link to="/o/$organization/orders/$order/confirm" params={params} className="button primary">
          {t(nothing ? 'confirm.confirmNow' : 'confirm.payNow')}
        </Link>
      ) : null}
      {!writes && may('orders.pay', organization) && order.state === 'CONFIRMED' && !nothing && method ? (
        <Link to="/o/$organization/orders/$order/pay" params={params} search={{ method }} className="button primary">
          {t('confirm.payNow')}
        </Link>
      ) : null}
      {writes ? (
        <Ask
          label={d('order.cancel')}
          title={d('cancelOrder.title', { reference: order.reference ?? '' })}
          mutation={cancel}
          onYes={() => cancel.mutateAsync()}
        >
          <p>{d('cancelOrder.text')}</p>
        </Ask>
      ) : null}
    </p>
  );
}
