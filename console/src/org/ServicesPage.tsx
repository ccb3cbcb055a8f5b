import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { may, signedIn } from '../api/access';
import { api, freshKey, keyed, read, type Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { CsvButton } from '../ui/CsvButton';
import { Deadline, useText, When } from '../ui/format';
import { PageHead } from '../ui/Shell';
import { Empty, Refused, Shown } from '../ui/Shown';
import { Tag, toneOf } from '../ui/Tag';
import { useCatalog } from '../public/data';
import { productOf } from '../shop/lines';
import { orgKey, useOrganization, useOverview } from './data';

type Service = Schemas['Service'];

/** One-time services: what was done with each, and the customer's acceptance, which alone completes it. */
export function ServicesPage() {
  const d = useDeskWords();
  const organization = useOrganization();
  const services = useQuery({
    queryKey: orgKey(organization, 'services'),
    queryFn: () => read(api.GET('/v1/organizations/{organization}/services', { params: { path: { organization } } })),
  });
  const zone = useOverview(organization).data?.zone;
  return (
    <>
      <PageHead
        title={d('menu.services')}
        lead={d('services.lead')}
        actions={<CsvButton path={`/v1/organizations/${organization}/services`} name={`services-${organization}`} />}
      />
      <Shown query={services}>
        {(data) =>
          data.services.length === 0 ? (
            <section className="card">
              <Empty title={d('services.none')} />
            </section>
          ) : (
            <div className="stack">
              {data.services.map((service) => (
                <ServiceCard key={service.id} service={service} at={data.at} zone={zone} organization={organization} />
              ))}
            </div>
          )
        }
      </Shown>
    </>
  );
}

function ServiceCard({
  service,
  at,
  zone,
  organization,
}: {
  service: Service;
  at: string;
  zone: string | undefined;
  organization: string;
}) {
  const d = useDeskWords();
  const text = useText();
  const catalog = useCatalog(productOf(service.item));
  const name = catalog.data?.items.find((item) => item.id === service.item)?.name;
  const open = service.state === 'PURCHASED' || service.state === 'SCHEDULED';
  return (
    <section className="card" aria-label={name ? text(name) : service.item}>
      <div className="stock-head">
        <h2>{name ? text(name) : service.item}</h2>
        <Tag tone={toneOf(service.state)}>{d(`service.${service.state}`)}</Tag>
      </div>
      <p className="quiet">
        {d('services.for', { holder: service.for })} · {d('services.bought')} <When at={service.purchased_at} zone={zone} />
      </p>
      {open ? (
        <p>
          {d('services.deliverBy')} <Deadline until={service.until} at={at} zone={zone} />
        </p>
      ) : null}
      <ol className="plain steps-done">
        {service.steps.map((step, index) => (
          <li key={`${step.what} ${index}`}>
            <strong>{d(`serviceStep.${step.what}`, { defaultValue: step.what })}</strong> · <When at={step.at} zone={zone} /> ·{' '}
            {step.by}
            {step.note ? <p>{step.note}</p> : null}
            {step.document ? <p className="quiet">{step.document}</p> : null}
          </li>
        ))}
      </ol>
      {service.state === 'DELIVERED' && may('services.accept', organization) ? <Decision service={service} organization={organization} /> : null}
    </section>
  );
}

function Decision({ service, organization }: { service: Service; organization: string }) {
  const d = useDeskWords();
  const queries = useQueryClient();
  const [by, setBy] = useState(signedIn()?.name ?? '');
  const [document, setDocument] = useState('');
  const [note, setNote] = useState('');
  const [key] = useState(freshKey);
  const done = { onSuccess: () => queries.invalidateQueries({ queryKey: orgKey(organization) }) };
  const params = { path: { organization, service: service.id }, header: keyed(key) };
  const accept = useMutation({
    mutationFn: () =>
      read(
        api.POST('/v1/organizations/{organization}/services/{service}/accept', {
          params,
          body: { by: by.trim(), ...(note ? { note } : {}), ...(document ? { document } : {}) },
        }),
      ),
    ...done,
  });
  const reject = useMutation({
    mutationFn: () =>
      read(
        api.POST('/v1/organizations/{organization}/services/{service}/reject', {
          params,
          body: { note: note.trim(), ...(by ? { by: by.trim() } : {}) },
        }),
      ),
    ...done,
  });
  return (
    <fieldset className="decision">
      <legend>{d('services.decide')}</legend>
      <label className="stacked">
        {d('services.by')}
        <input className="field" maxLength={200} value={by} onChange={(event) => setBy(event.target.value)} />
      </label>
      <label className="stacked">
        {d('services.document')}
        <input className="field" maxLength={200} value={document} onChange={(event) => setDocument(event.target.value)} />
      </label>
      <label className="stacked">
        {d('services.note')}
        <input className="field" maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      <Refused error={accept.error ?? reject.error} />
      <p className="actions">
        <button
          type="button"
          className="button primary"
          disabled={!by.trim() || accept.isPending}
          onClick={() => accept.mutate()}
        >
          {d('services.accept')}
        </button>
        <button
          type="button"
          className="button"
          disabled={!note.trim() || reject.isPending}
          onClick={() => reject.mutate()}
        >
          {d('services.reject')}
        </button>
      </p>
      <p className="quiet">{d('services.rejectHint')}</p>
    </fieldset>
  );
}
