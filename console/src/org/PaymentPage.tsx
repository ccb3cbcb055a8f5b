import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { may } from '../api/access';
import { api, read } from '../api/client';
import { useDeskWords, useLanguage, useWords } from '../i18n';
import { Day, Definition, formatMoney, When } from '../ui/format';
import { PageHead } from '../ui/Shell';
import { Shown } from '../ui/Shown';
import { orgKey, useOrganization, useOverview } from './data';
import { PaymentActions } from './PaymentActions';
import { AllParts } from './PaymentParts';
import { PaymentState } from './payments';

/** One payment: when and how it came, and what of it went where. */
export function PaymentPage() {
  const d = useDeskWords();
  const t = useWords();
  const language = useLanguage();
  const organization = useOrganization();
  const payment = useParams({ strict: false }).payment ?? '';
  const zone = useOverview(organization).data?.zone;
  const found = useQuery({
    queryKey: orgKey(organization, 'payment', payment),
    queryFn: () =>
      read(api.GET('/v1/organizations/{organization}/payments/{payment}', { params: { path: { organization, payment } } })),
  });
  return (
    <Shown query={found}>
      {(data) => (
        <>
          <PageHead
            title={d('payments.title', { amount: formatMoney(data.amount, language) })}
            actions={<PaymentState payment={data} />}
          />
          <div className="grid side">
            <section className="card">
              <h2>{d('payments.parts')}</h2>
              <AllParts payment={data} organization={organization} />
            </section>
            <section className="card">
              <dl className="definitions">
                <Definition term={d('payments.method')}>{t(`method.${data.method}.title`)}</Definition>
                <Definition term={d('payments.valueDate')}>
                  <Day value={data.value_date} />
                </Definition>
                {data.reference ? (
                  <Definition term={d('payments.reference')}>
                    <code>{data.reference}</code>
                  </Definition>
                ) : null}
                <Definition term={d('payments.bookedAt')}>
                  <When at={data.booked_at} zone={zone} />
                </Definition>
                {data.recalled_at ? (
                  <Definition term={d('payments.recalledAt')}>
                    <When at={data.recalled_at} zone={zone} />
                  </Definition>
                ) : null}
                {data.reinstated_at ? (
                  <Definition term={d('payments.reinstatedAt')}>
                    <When at={data.reinstated_at} zone={zone} />
                  </Definition>
                ) : null}
                <Definition term={d('payments.id')}>
                  <code>{data.id}</code>
                </Definition>
              </dl>
              {may('payments.record', organization) ? (
                <div className="actions">
                  <PaymentActions payment={data} organization={organization} />
                </div>
              ) : null}
            </section>
          </div>
        </>
      )}
    </Shown>
  );
}
