import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api, ProblemError, read } from '../api/client';
import { useDeskWords, useLanguage } from '../i18n';
import { Ask } from '../ui/Dialog';
import { formatInstant, When } from '../ui/format';
import { Refused } from '../ui/Shown';
import { CatalogChanges } from './CatalogChanges';

const PLACED = /^(\d+):(\d+): ([\s\S]*)$/;
const UNDER = '/source';

/** Publishes the next version of a catalog in three steps: its file, the check with every fault, the date. */
export function CatalogPublish({ product, refresh }: { product: string; refresh: readonly unknown[] }) {
  const d = useDeskWords();
  const language = useLanguage();
  const queries = useQueryClient();
  const [source, setSource] = useState('');
  const [at, setAt] = useState('');
  const area = useRef<HTMLTextAreaElement>(null);
  const check = useMutation({
    mutationFn: () =>
      read(
        api.POST('/v1/catalogs/{product}/versions/check', {
          params: { path: { product } },
          body: { source, ...(at ? { at: `${at}:00Z` } : {}) },
        }),
      ),
  });
  const publish = useMutation({
    mutationFn: (version: string) =>
      read(
        api.PUT('/v1/catalogs/{product}/versions/{version}', {
          params: { path: { product, version } },
          body: { source, ...(at ? { at: `${at}:00Z` } : {}) },
        }),
      ),
    onSuccess: () => {
      setSource('');
      setAt('');
      check.reset();
      return queries.invalidateQueries({ queryKey: refresh });
    },
  });
  const faults =
    check.error instanceof ProblemError
      ? (check.error.problem?.errors ?? []).filter((fault) => fault.pointer.startsWith(UNDER))
      : [];
  function take(text: string) {
    setSource(text);
    check.reset();
    publish.reset();
  }
  function show(line: number) {
    const field = area.current;
    if (!field) {
      return;
    }
    const lines = source.split('\n');
    const from = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    field.focus();
    field.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
    field.scrollTop = (line - 4) * (field.scrollHeight / Math.max(1, lines.length));
  }
  return (
    <details className="publish">
      <summary>{d('publish.title')}</summary>
      <ol className="plain numbered">
        <li>
          <h3>{d('publish.step1')}</h3>
          <label className="stacked">
            {d('publish.choose')}
            <input
              className="field file"
              type="file"
              accept=".yaml,.yml"
              onChange={(event) => void event.target.files?.[0]?.text().then(take)}
            />
          </label>
          <label className="stacked">
            {d('publish.paste')}
            <textarea
              ref={area}
              className="field mono"
              rows={10}
              spellCheck={false}
              value={source}
              onChange={(event) => take(event.target.value)}
            />
          </label>
        </li>
        <li>
          <h3>{d('publish.step2')}</h3>
          <label className="stacked when-field">
            {d('publish.at')}
            <input
              className="field"
              type="datetime-local"
              value={at}
              onChange={(event) => {
                setAt(event.target.value);
                check.reset();
                publish.reset();
              }}
            />
            <span className="quiet">{d('publish.atHint')}</span>
          </label>
          <p>
            <button type="button" className="button" disabled={!source.trim() || check.isPending} onClick={() => check.mutate()}>
              {d('publish.check')}
            </button>
          </p>
          {check.data ? (
            <>
              <p className="went-well" role="status">
                ✓ {d('publish.good')}
              </p>
              <CatalogChanges difference={check.data} />
            </>
          ) : null}
          {check.error ? (
            faults.length > 0 ? (
              <Faults faults={faults.map((fault) => fault.detail)} onLine={show} />
            ) : (
              <Refused error={check.error} />
            )
          ) : null}
        </li>
        <li>
          <h3>{d('publish.step3')}</h3>
          {check.data ? (
            <>
              <p className="quiet">
                {d('change.effective')} {`${formatInstant(check.data.effective_from, undefined, language)} UTC`}
              </p>
              <Ask
                label={d('publish.publish')}
                tone="primary"
                title={d('publish.sureTitle', { version: check.data.version })}
                mutation={publish}
                onYes={() => publish.mutateAsync(check.data.version)}
              >
                <p>{d('publish.sureText')}</p>
                <p>
                  {d('change.effective')}{' '}
                  <strong>
                    <When at={check.data.effective_from} />
                  </strong>
                </p>
              </Ask>
            </>
          ) : (
            <p className="quiet">{d('publish.checkFirst')}</p>
          )}
          {publish.data ? (
            <p className="notice good" role="status">
              {d('publish.published', { version: publish.data.version })} <When at={publish.data.effective_from} />
            </p>
          ) : null}
        </li>
      </ol>
    </details>
  );
}

/** Every fault of the file with its line, as a link to it. */
function Faults({ faults, onLine }: { faults: string[]; onLine: (line: number) => void }) {
  const d = useDeskWords();
  return (
    <div className="notice bad" role="alert">
      <strong>{d('publish.faults', { count: faults.length })}</strong>
      <ul className="plain faults">
        {faults.map((fault, index) => {
          const placed = PLACED.exec(fault);
          return (
            <li key={index}>
              {placed ? (
                <button type="button" className="link" onClick={() => onLine(Number(placed[1]))}>
                  {d('publish.line', { number: placed[1] })}
                </button>
              ) : null}
              <span lang="en">{placed ? placed[3] : fault}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
