import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { may } from '../api/access';
import { api, read } from '../api/client';
import { useDeskWords } from '../i18n';
import { orgKey, useOrganization, useOverview } from '../org/data';
import { EmergencyPart } from '../org/EmergencyPart';
import { Definition } from '../ui/format';
import { More, pageOf } from '../ui/More';
import { PageHead } from '../ui/Shell';
import { Empty, Shown } from '../ui/Shown';
import { Tag, toneOf } from '../ui/Tag';
import { Timeline } from '../ui/Timeline';
import { AgreementForm } from './AgreementForm';
import { AgreementShown } from './AgreementShown';
import { NameForm } from './NameForm';
import { PaymentsPart } from './PaymentsPart';
import { ServicesPart } from './ServicesPart';
import { AwaitedTransfers, TransferForm } from './TransferForm';

const FACTS_LOOKED_AT = 100;

/** One organization as the vendor sees it: its history, its timeline, and forms to record agreements and payments. */
export function OrganizationPage() {
  const d = useDeskWords();
  const organization = useOrganization();
  const overview = useOverview(organization);
  const agreements = useQuery({
    queryKey: orgKey(organization, 'agreements'),
    queryFn: () =>
      read(api.GET('/v1/organizations/{organization}/agreements', { params: { path: { organization } } })),
  });
  const timeline = useInfiniteQuery({
    queryKey: orgKey(organization, 'timeline'),
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/v1/organizations/{organization}/timeline', {
          params: { path: { organization }, query: { limit: FACTS_LOOKED_AT, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    getNextPageParam: (page) => page.next,
  });
  return (
    <Shown query={overview}>
      {(data) => (
        <>
          <PageHead
            title={data.name}
            lead={`${d(`organizations.${data.kind}`)} · ${data.organization} · ${data.zone}`}
            actions={
              <>
                <Tag tone={toneOf(data.standing)}>{d(`standing.${data.standing}`)}</Tag>
                <Link to="/o/$organization" params={{ organization }} className="button small">
                  {d('organizations.open')}
                </Link>
              </>
            }
          />
          <div className="grid two">
            <section className="card">
              <h2>{d('vendor.agreements')}</h2>
              <Shown query={agreements}>
                {(found) =>
                  found.items.length === 0 ? (
                    <Empty title={d('vendor.noAgreements')} />
                  ) : (
                    <dl className="definitions">
                      {found.items.map((agreement) => (
                        <Definition key={agreement.product} term={agreement.product.toUpperCase()}>
                          <AgreementShown agreement={agreement} />
                        </Definition>
                      ))}
                    </dl>
                  )
                }
              </Shown>
              {may('agreements.write', organization) ? <AgreementForm organization={organization} /> : null}
            </section>
            <section className="card" id="transfer" aria-labelledby="transfer-title">
              <h2 id="transfer-title">{d('vendor.transfer')}</h2>
              {may('payments.record', organization) ? <TransferForm overview={data} /> : <AwaitedTransfers overview={data} />}
            </section>
          </div>
          {may('stock.read', organization) ? <EmergencyPart overview={data} opens={false} /> : null}
          {may('payments.read', organization) ? <PaymentsPart overview={data} /> : null}
          {may('organizations.write') ? (
            <section className="card">
              <h2>{d('vendor.name')}</h2>
              <NameForm key={data.name} organization={organization} name={data.name} />
            </section>
          ) : null}
          {may('services.read', organization) ? <ServicesPart organization={organization} zone={data.zone} /> : null}
          <More query={timeline}>
            {(pages) => (
              <div className="grid two">
                <section className="card">
                  <h2>{d('vendor.coming')}</h2>
                  {pages[0] && pages[0].future.length > 0 ? (
                    <Timeline entries={pages[0].future} zone={data.zone} label={d('vendor.coming')} organization={organization} />
                  ) : (
                    <Empty title={d('vendor.nothingComing')} />
                  )}
                </section>
                <section className="card">
                  <h2>{d('vendor.past')}</h2>
                  <Timeline entries={pageOf(pages, (page) => page.items)} zone={data.zone} label={d('vendor.past')} organization={organization} />
                </section>
              </div>
            )}
          </More>
        </>
      )}
    </Shown>
  );
}
