import { useState } from 'react';
import { callerHeaders, type Schemas } from '../api/client';
import { useDeskWords, useWords } from '../i18n';
import { Day, When } from '../ui/format';
import { saveBlob } from '../ui/save';

type Service = Schemas['Service'];

/** The history of a service, oldest first, with the signed document where there is one. */
export function ServiceSteps({
  service,
  zone,
  organization,
}: {
  service: Service;
  zone: string | undefined;
  organization: string;
}) {
  const d = useDeskWords();
  return (
    <ol className="timeline" aria-label={d('work.history')}>
      {service.steps.map((step, index) => (
        <li key={`${step.what} ${index}`} className={step.what === 'ACCEPTED' ? 'told' : undefined}>
          <When at={step.at} zone={zone} />
          <div>
            <strong>{d(`serviceStep.${step.what}`, { defaultValue: step.what })}</strong> · {step.by}
            {step.mode ? ` · ${d(`work.${step.mode}`)}` : null}
          </div>
          {step.note ? <p className="said">{step.note}</p> : null}
          {step.signed_on ? (
            <p className="quiet">
              {d('work.signed')} <Day value={step.signed_on} />
            </p>
          ) : null}
          {step.file ? (
            <Paper file={step.file} path={`/v1/organizations/${organization}/services/${service.id}/documents`} />
          ) : step.document ? (
            <p className="quiet">
              {d('work.paper')} <code>{step.document}</code>
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

function Paper({ file, path }: { file: Schemas['AcceptanceDocument']; path: string }) {
  const d = useDeskWords();
  const t = useWords();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  async function save() {
    setBusy(true);
    setFailed(false);
    try {
      const response = await fetch(`${path}/${file.sha256}`, { headers: callerHeaders('GET') });
      if (!response.ok) {
        throw new Error(String(response.status));
      }
      saveBlob(file.name, await response.blob());
    } catch {
      setFailed(true);
    } finally {
      setBusy(false);
    }
  }
  return (
    <div className="paper">
      <button type="button" className="button small" disabled={busy} onClick={() => void save()}>
        {d('work.download', { name: file.name })}
      </button>
      {failed ? <span role="alert">{t('trouble.away.title')}</span> : null}
      <p className="quiet">
        {d('work.fingerprint')} <code>{file.sha256}</code>
      </p>
    </div>
  );
}
