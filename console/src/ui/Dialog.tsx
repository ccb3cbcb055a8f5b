import type { UseMutationResult } from '@tanstack/react-query';
import { useId, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useDeskWords } from '../i18n';
import { useCopy } from './copy';
import { Refused } from './Shown';

const FIELD = ':is(input, select, textarea):not([type="checkbox"], [type="file"], [hidden], :disabled)';

/** A question or a short form above the page; Escape and the cross close it. */
export function Dialog({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const d = useDeskWords();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  // Before the dialog is taken from the page, so that the focus goes back to where it was.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // Rather than the cross, on which browsers begin.
    shown?.querySelector<HTMLElement>(FIELD)?.focus();
    return () => shown?.close();
  }, []);
  return createPortal(
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={id}
      onCancel={onClose}
      onClose={() => (dialog.current?.open ? undefined : onClose())}
    >
      <div className="dialog-head">
        <h2 id={id}>{title}</h2>
        <button type="button" className="dialog-close" aria-label={d('ask.close')} onClick={onClose}>
          <span aria-hidden="true">✕</span>
        </button>
      </div>
      {children}
    </dialog>,
    document.body,
  );
}

interface Asked {
  title: string;
  yes: string;
  /** Whether the action removes something, or is the main action of the page. */
  tone?: 'danger' | 'primary';
  mutation: Pick<UseMutationResult<unknown, Error, never>, 'isPending' | 'error' | 'reset'>;
  /** Performs the action; the dialog closes when it succeeds. */
  onYes: () => Promise<unknown>;
  /** Text for a refusal, in addition to the server's. */
  explain?: (error: Error) => string | null;
  children: ReactNode;
}

/** A dialog that asks for confirmation before an action that cannot be undone. */
export function Question({
  title,
  yes,
  tone = 'danger',
  mutation,
  onYes,
  explain,
  onClose,
  children,
}: Asked & { onClose: () => void }) {
  const d = useDeskWords();
  const close = () => {
    onClose();
    mutation.reset();
  };
  const why = mutation.error && explain ? explain(mutation.error) : null;
  // The second click of a double click comes before the button is seen to be disabled.
  const clicked = useRef(false);
  const act = async () => {
    if (clicked.current) {
      return;
    }
    clicked.current = true;
    await onYes().then(onClose, () => undefined);
    clicked.current = false;
  };
  return (
    <Dialog title={title} onClose={close}>
      {children}
      {why ? (
        <p className="notice bad" role="alert">
          {why}
        </p>
      ) : (
        <Refused error={mutation.error} />
      )}
      <p className="actions end">
        <button type="button" className="button" onClick={close}>
          {d('ask.cancel')}
        </button>
        <button
          type="button"
          className={`button ${tone}`}
          disabled={mutation.isPending}
          onClick={() => void act()}
        >
          {yes}
        </button>
      </p>
    </Dialog>
  );
}

/** A button that asks for confirmation before an action that cannot be undone. */
export function Ask({
  label,
  name,
  yes,
  tone = 'danger',
  small = tone === 'danger',
  ...asked
}: Omit<Asked, 'yes'> & {
  label: string;
  name?: string;
  yes?: string;
  /** Whether the button is one of a row. */
  small?: boolean;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={small ? 'button small' : 'button primary'}
        aria-label={name}
        onClick={() => setOpen(true)}
      >
        {label}
      </button>
      {open ? <Question {...asked} yes={yes ?? label} tone={tone} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

/** A value that is shown once, to be copied now. */
export function Once({ title, value, children }: { title: string; value: string; children?: ReactNode }) {
  const d = useDeskWords();
  const { told, copied, copy } = useCopy(value);
  return (
    <div className="notice good" role="status">
      <strong>{title}</strong>
      <div className="once">
        <code ref={told}>{value}</code>
        <button type="button" className="button" onClick={() => void copy()}>
          {copied ? d('ask.copied') : d('ask.copy')}
        </button>
      </div>
      <p>{d('ask.once')}</p>
      {children}
    </div>
  );
}
