import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Navigate, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { may } from '../api/access';
import { api, keyed, read, type Schemas } from '../api/client';
import { useWords } from '../i18n';
import { orgKey, useOrder, useOrderPreview, useOrganization } from '../org/data';
import { Deadline, Definition, isNothing, Money, useText } from '../ui/format';
import { PageHead } from '../ui/Shell';
import { Refused, Shown } from '../ui/Shown';
import { methodsFor, type Method } from './methods';
import { Effects, OrderLines } from './OrderLines';
import { usePayment } from './payment';
import { PurchaseSteps } from './PurchaseSteps';

/** The order confirmation: everything once more before Pay Now. */
export function ConfirmPage() {
  const t = useWords();
  const organization = useOrganization();
  const order = useParams({ strict: false }).order ?? '';
  const found = useOrder(organization, order, false);
  const preview = useOrderPreview(organization, order);
  if (found.data?.state === 'ACTIVE' || found.data?.state === 'PAID') {
    return <Navigate to="/o/$organization/orders/$order/result" params={{ organization, order }} replace />;
  }
  if (found.data?.state === 'CONFIRMED') {
    const [method] = methodsFor(organization);
    if (isNothing(found.data.total)) {
      return <Navigate to="/o/$organization/orders/$order" params={{ organization, order }} replace />;
    }
    if (method && !may('orders.write', organization) && may('orders.pay', organization)) {
      return <Navigate to="/o/$organization/orders/$order/pay" params={{ organization, order }} search={{ method }} replace />;
    }
  }
  return (
    <>
      <PurchaseSteps at="confirm" />
      <PageHead title={t('confirm.title')} lead={t('confirm.lead')} />
      <Shown query={preview}>{(data) => <Confirmation preview={data} organization={organization} order={order} />}</Shown>
    </>
  );
}

function Confirmation({
  preview,
  organization,
  order,
}: {
  preview: Schemas['Preview'];
  organization: string;
  order: string;
}) {
  const t = useWords();
  const text = useText();
  const navigate = useNavigate();
  const methods = methodsFor(organization);
  const nothing = preview.total !== undefined && isNothing(preview.total);
  const queries = useQueryClient();
  const [method, setMethod] = useState<Method>(methods[0] ?? 'TRANSFER');
  const payment = usePayment(organization, order);
  const confirm = useMutation({
    mutationFn: () =>
      read(
        api.POST('/v1/organizations/{organization}/orders/{order}/confirm', {
          params: { path: { organization, order }, header: keyed(`console-confirm-${order}`) },
          body: {},
        }),
      ),
    onSuccess: () => {
      if (nothing) {
        // It is settled by its confirmation, or waits for the agreement: the page of the order says which.
        return queries
          .invalidateQueries({ queryKey: orgKey(organization) })
          .then(() => navigate({ to: '/o/$organization/orders/$order', params: { organization, order } }));
      }
      if (method === 'SANDBOX') {
        payment.pay();
        return undefined;
      }
      return navigate({ to: '/o/$organization/orders/$order/pay', params: { organization, order }, search: { method } });
    },
  });
  const busy = confirm.isPending || payment.isPending;
  const missing = preview.agreements_missing.length > 0;
  return (
    <div className="grid side">
      <div className="stack">
        <section className="card">
          <h2>{t('confirm.lines')}</h2>
          <OrderLines lines={preview.lines} zone={preview.zone} organization={organization} />
        </section>
        {preview.effects.length > 0 ? (
          <section className="card">
            <h2>{t('confirm.effects')}</h2>
            <Effects effects={preview.effects} />
          </section>
        ) : null}
      </div>
      <section className="card cart">
        <dl className="definitions">
          <Definition term={t('confirm.account')}>
            {preview.name} <span className="quiet">{preview.organization}</span>
          </Definition>
          <Definition term={t('confirm.reference')}>
            <code>{preview.reference}</code>
          </Definition>
          {preview.held_until ? (
            <Definition term={t('order.held')}>
              <Deadline until={preview.held_until} at={preview.at} zone={preview.zone} />
            </Definition>
          ) : null}
          {preview.awaits_approval ? <Definition term={t('confirm.approval')}>{t('confirm.approvalText')}</Definition> : null}
        </dl>
        {preview.total ? (
          <p className="line-head big">
            <span>{t('order.total')}</span>
            <Money value={preview.total} />
          </p>
        ) : null}
        <p className="notice warn">{t('confirm.noRefund')}</p>
        {preview.lines.some((line) => line.example) ? <p className="notice warn">{t('prices.exampleNote')}</p> : null}
        {missing ? (
          <section className="notice bad">
            <strong>{t(nothing ? 'confirm.nothingTitle' : 'buy.agreementTitle')}</strong>
            <p>
              {t(nothing ? 'confirm.nothingText' : 'confirm.agreementText', {
                products: preview.agreements_missing.map((one) => text(one.name)).join(', '),
              })}
            </p>
          </section>
        ) : null}
        {may('orders.write', organization) ? (
          <>
            {nothing ? null : <Methods methods={methods} chosen={method} onChoose={setMethod} />}
            <Refused error={confirm.error ?? payment.error} />
            <button
              type="button"
              className="button primary large block"
              disabled={busy || (missing && !nothing)}
              onClick={() => {
                payment.reset();
                confirm.mutate();
              }}
            >
              {nothing ? t('confirm.confirmNow') : busy ? t('pay.paying') : t('confirm.payNow')}
            </button>
          </>
        ) : (
          <p className="notice info">{t('confirm.mayNot')}</p>
        )}
      </section>
    </div>
  );
}

/** The choice of how to pay. */
function Methods({
  methods,
  chosen,
  onChoose,
}: {
  methods: Method[];
  chosen: Method;
  onChoose: (method: Method) => void;
}) {
  const t = useWords();
  return (
    <fieldset className="methods">
      <legend>{t('confirm.how')}</legend>
      {methods.map((one) => (
        <label key={one} className="tick">
          <input type="radio" name="method" className="check" checked={chosen === one} onChange={() => onChoose(one)} />
          <span>
            <strong>{t(`method.${one}.title`)}</strong>
            <span className="quiet">{t(`method.${one}.text`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
