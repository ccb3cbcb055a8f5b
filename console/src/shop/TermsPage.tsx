import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { may, signedIn } from '../api/access';
import { api, freshKey, keyed, read } from '../api/client';
import { useWords } from '../i18n';
import { useOrganization } from '../org/data';
import { Money, useText } from '../ui/format';
import { PageHead } from '../ui/Shell';
import { Forbidden, Refused, Shown } from '../ui/Shown';
import { usePreview } from './BuyPage';
import { OrderLines } from './OrderLines';
import { PurchaseSteps } from './PurchaseSteps';
import { TermsText } from './TermsText';

/** The service terms: nothing can be bought before they are accepted. */
export function TermsPage() {
  const t = useWords();
  const text = useText();
  const organization = useOrganization();
  const { lines = [], key: given, product } = useSearch({ from: '/o/$organization/buy/terms' });
  // The configurator supplies the key; an address without one is a separate order.
  const [made] = useState(freshKey);
  const key = given || made;
  const navigate = useNavigate();
  const preview = usePreview(organization, lines);
  const [accepted, setAccepted] = useState(false);
  const name = signedIn()?.name;
  const place = useMutation({
    mutationFn: () =>
      read(
        api.POST('/v1/organizations/{organization}/orders', {
          params: { path: { organization }, header: keyed(`console-order-${key}`) },
          body: { lines, terms_accepted: true, confirm: false, ...(name ? { accepted_by: name } : {}) },
        }),
      ),
    onSuccess: (order) =>
      navigate({ to: '/o/$organization/orders/$order/confirm', params: { organization, order: order.id } }),
  });
  if (!may('orders.write', organization)) {
    return <Forbidden />;
  }
  return (
    <>
      <PurchaseSteps at="terms" />
      <PageHead title={t('terms.title')} lead={t('terms.lead')} />
      <Shown query={preview}>
        {(data) => (
          <div className="grid side">
            <div className="stack">
              {data.terms.map((terms) => (
                <section key={terms.product} className="card">
                  <h2>{text(terms.name)}</h2>
                  <p className="quiet">{t('terms.version', { version: terms.version })}</p>
                  <div className="terms" tabIndex={0} role="region" aria-label={t('terms.title')}>
                    <TermsText text={text(terms.text)} />
                  </div>
                </section>
              ))}
            </div>
            <section className="card cart">
              <h2>{t('buy.cart')}</h2>
              <OrderLines lines={data.lines} zone={data.zone} organization={organization} />
              {data.total ? (
                <p className="line-head big">
                  <span>{t('order.total')}</span>
                  <Money value={data.total} />
                </p>
              ) : null}
              <label className="tick">
                <input
                  type="checkbox"
                  className="check"
                  checked={accepted}
                  onChange={(event) => setAccepted(event.target.checked)}
                />
                <span>{t('terms.accept')}</span>
              </label>
              <Refused error={place.error} />
              {accepted ? null : (
                <p id="tick-first" className="quiet">
                  {t('terms.tickFirst')}
                </p>
              )}
              <button
                type="button"
                className="button primary large block"
                disabled={!accepted || place.isPending || !data.total}
                aria-describedby={accepted ? undefined : 'tick-first'}
                onClick={() => place.mutate()}
              >
                {t('terms.purchaseNow')}
              </button>
              <p>
                <Link
                  to="/o/$organization/buy"
                  params={{ organization }}
                  search={{ lines, key, ...(product ? { product } : {}) }}
                >
                  {t('terms.back')}
                </Link>
              </p>
            </section>
          </div>
        )}
      </Shown>
    </>
  );
}
