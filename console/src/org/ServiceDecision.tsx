import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { signedIn } from '../api/access';
import { api, AWAY, callerHeaders, freshKey, keyed, ProblemError, read, type Problem, type Schemas } from '../api/client';
import { useDeskWords, useLanguage } from '../i18n';
import { Dialog } from '../ui/Dialog';
import { formatBytes } from '../ui/format';
import { Refused } from '../ui/Shown';
import { orgKey } from './data';

type Service = Schemas['Service'];

const BYTES_MAX = 5_000_000;
const TYPES = ['application/pdf', 'image/png', 'image/jpeg'];

/**
 * The customer's decision on a delivered service: accept with a name, a date and the signed document, or reject with a
 * reason.
 */
export function ServiceDecision({
  service,
  name,
  organization,
  today,
}: {
  service: Service;
  name: string;
  organization: string;
  today: string;
}) {
  const d = useDeskWords();
  const [open, setOpen] = useState<'accept' | 'reject' | null>(null);
  const close = () => setOpen(null);
  return (
    <div className="decide">
      <div>
        <strong>{d('work.decideTitle')}</strong>
        <p className="quiet">{d('work.decideText')}</p>
      </div>
      <p className="actions">
        <button type="button" className="button primary" onClick={() => setOpen('accept')}>
          {d('work.accept')}
        </button>
        <button type="button" className="button" onClick={() => setOpen('reject')}>
          {d('work.reject')}
        </button>
      </p>
      {open === 'accept' ? (
        <Dialog title={`${d('work.acceptTitle')} · ${name}`} onClose={close}>
          <Accept service={service} organization={organization} today={today} onDone={close} />
        </Dialog>
      ) : null}
      {open === 'reject' ? (
        <Dialog title={`${d('work.rejectTitle')} · ${name}`} onClose={close}>
          <Reject service={service} organization={organization} onDone={close} />
        </Dialog>
      ) : null}
    </div>
  );
}

async function send(organization: string, service: string, file: File): Promise<Schemas['AcceptanceDocument']> {
  const path = `/v1/organizations/${organization}/services/${service}/documents?name=${encodeURIComponent(file.name)}`;
  let response: Response;
  try {
    response = await fetch(path, {
      method: 'POST',
      headers: { ...callerHeaders('POST'), 'Content-Type': file.type },
      body: file,
    });
  } catch {
    throw new ProblemError(0, AWAY, '');
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const problem = body as Problem | null;
    throw new ProblemError(response.status, problem?.code ?? AWAY, problem?.detail ?? '', problem ?? undefined);
  }
  return body as Schemas['AcceptanceDocument'];
}

function Accept({
  service,
  organization,
  today,
  onDone,
}: {
  service: Service;
  organization: string;
  today: string;
  onDone: () => void;
}) {
  const d = useDeskWords();
  const language = useLanguage();
  const queries = useQueryClient();
  const [by, setBy] = useState(signedIn()?.name ?? '');
  const [signedOn, setSignedOn] = useState(today);
  const [note, setNote] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [key] = useState(freshKey);
  const wrong = file ? fault(file) : null;
  const accept = useMutation({
    mutationFn: async (paper: File) => {
      const sent = await send(organization, service.id, paper);
      return read(
        api.POST('/v1/organizations/{organization}/services/{service}/accept', {
          params: { path: { organization, service: service.id }, header: keyed(key) },
          body: { by: by.trim(), signed_on: signedOn, file: sent.sha256, ...(note.trim() ? { note: note.trim() } : {}) },
        }),
      );
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: orgKey(organization) });
      onDone();
    },
  });
  return (
    <form
      className="stack"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (file && !wrong) {
          accept.mutate(file);
        }
      }}
    >
      <div className="fields">
        <label className="stacked">
          {d('work.by')}
          <input className="field" required maxLength={200} value={by} onChange={(event) => setBy(event.target.value)} />
        </label>
        <label className="stacked">
          {d('work.signedOn')}
          <input
            className="field"
            type="date"
            required
            max={today}
            value={signedOn}
            onChange={(event) => setSignedOn(event.target.value)}
          />
        </label>
      </div>
      <label className="stacked">
        {d('work.file')}
        <input
          className="field file"
          type="file"
          required
          accept={TYPES.join(',')}
          aria-invalid={wrong !== null}
          onChange={(event) => {
            setFile(event.target.files?.[0] ?? null);
            accept.reset();
          }}
        />
        <span className="quiet">{d('work.fileHint')}</span>
      </label>
      {file && wrong ? (
        <p className="notice bad" role="alert">
          {wrong === 'tooLarge' ? d('work.tooLarge', { size: formatBytes(file.size, language) }) : d(`work.${wrong}`)}
        </p>
      ) : null}
      <label className="stacked">
        {d('work.note')}
        <input className="field" maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      <Refused error={accept.error} />
      <p className="quiet">{d('work.acceptText')}</p>
      <p className="actions end">
        <button type="button" className="button" onClick={onDone}>
          {d('ask.cancel')}
        </button>
        <button type="submit" className="button primary" disabled={accept.isPending || wrong !== null}>
          {d('work.acceptYes')}
        </button>
      </p>
    </form>
  );
}

function fault(file: File): 'tooLarge' | 'wrongType' | 'emptyFile' | null {
  if (!TYPES.includes(file.type)) {
    return 'wrongType';
  }
  if (file.size === 0) {
    return 'emptyFile';
  }
  return file.size > BYTES_MAX ? 'tooLarge' : null;
}

function Reject({ service, organization, onDone }: { service: Service; organization: string; onDone: () => void }) {
  const d = useDeskWords();
  const queries = useQueryClient();
  const [by, setBy] = useState(signedIn()?.name ?? '');
  const [reason, setReason] = useState('');
  const [key] = useState(freshKey);
  const reject = useMutation({
    mutationFn: () =>
      read(
        api.POST('/v1/organizations/{organization}/services/{service}/reject', {
          params: { path: { organization, service: service.id }, header: keyed(key) },
          body: { note: reason.trim(), ...(by.trim() ? { by: by.trim() } : {}) },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: orgKey(organization) });
      onDone();
    },
  });
  return (
    <form
      className="stack"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        reject.mutate();
      }}
    >
      <label className="stacked">
        {d('work.byReject')}
        <input className="field" required maxLength={200} value={by} onChange={(event) => setBy(event.target.value)} />
      </label>
      <label className="stacked">
        {d('work.reason')}
        <textarea
          className="field"
          rows={4}
          required
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <span className="quiet">{d('work.reasonHint')}</span>
      </label>
      <Refused error={reject.error} />
      <p className="actions end">
        <button type="button" className="button" onClick={onDone}>
          {d('ask.cancel')}
        </button>
        <button type="submit" className="button danger" disabled={reject.isPending || !reason.trim()}>
          {d('work.rejectYes')}
        </button>
      </p>
    </form>
  );
}
