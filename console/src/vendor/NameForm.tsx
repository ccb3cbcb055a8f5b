import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, read } from '../api/client';
import { useDeskWords } from '../i18n';
import { Refused } from '../ui/Shown';

const NAME_CHARACTERS_MAX = 200;

/** Renames an organization; its history keeps the earlier names. */
export function NameForm({ organization, name }: { organization: string; name: string }) {
  const d = useDeskWords();
  const queries = useQueryClient();
  const [wanted, setWanted] = useState(name);
  const rename = useMutation({
    mutationFn: () =>
      read(api.PUT('/v1/organizations/{organization}', { params: { path: { organization } }, body: { name: wanted.trim() } })),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <form
      className="stack"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        rename.mutate();
      }}
    >
      <label className="stacked">
        {d('vendor.name')}
        <input
          className="field"
          required
          maxLength={NAME_CHARACTERS_MAX}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      </label>
      <Refused error={rename.error} />
      {rename.isSuccess ? (
        <p className="notice good" role="status">
          {d('vendor.recorded')}
        </p>
      ) : null}
      <p className="actions">
        <button type="submit" className="button" disabled={rename.isPending || wanted.trim() === name}>
          {d('vendor.rename')}
        </button>
      </p>
    </form>
  );
}
