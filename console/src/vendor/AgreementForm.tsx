import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api, freshKey, keyed, read } from '../api/client';
import { useDeskWords } from '../i18n';
import { orgKey } from '../org/data';
import { useCatalogs } from '../public/data';
import { useText } from '../ui/format';
import { Refused } from '../ui/Shown';

/** Records an agreement that was signed on paper. */
export function AgreementForm({ organization }: { organization: string }) {
  const d = useDeskWords();
  const text = useText();
  const catalogs = useCatalogs();
  const queries = useQueryClient();
  const [product, setProduct] = useState('');
  const [number, setNumber] = useState('');
  const [signer, setSigner] = useState('');
  const [signedOn, setSignedOn] = useState('');
  const [key, setKey] = useState(freshKey);
  const chosen =
    product || catalogs.data?.items.find((one) => one.agreement_required)?.product || catalogs.data?.items[0]?.product || '';
  const sign = useMutation({
    mutationFn: () =>
      read(
        api.POST('/v1/organizations/{organization}/agreements', {
          params: { path: { organization }, header: keyed(key) },
          body: { product: chosen, number: number.trim(), signer: signer.trim(), signed_on: signedOn },
        }),
      ),
    onSuccess: () => {
      setKey(freshKey());
      return queries.invalidateQueries({ queryKey: orgKey(organization) });
    },
  });
  return (
    <form
      className="stack"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        sign.mutate();
      }}
    >
      <h3>{d('vendor.recordAgreement')}</h3>
      <div className="fields">
        <label className="stacked">
          {d('vendor.product')}
          <select className="field" value={chosen} onChange={(event) => setProduct(event.target.value)}>
            {catalogs.data?.items.map((one) => (
              <option key={one.product} value={one.product}>
                {text(one.name)}
              </option>
            ))}
          </select>
        </label>
        <label className="stacked">
          {d('vendor.number')}
          <input className="field" required maxLength={200} value={number} onChange={(event) => setNumber(event.target.value)} />
        </label>
        <label className="stacked">
          {d('vendor.signer')}
          <input className="field" required maxLength={200} value={signer} onChange={(event) => setSigner(event.target.value)} />
        </label>
        <label className="stacked">
          {d('vendor.signedOn')}
          <input className="field" type="date" required value={signedOn} onChange={(event) => setSignedOn(event.target.value)} />
        </label>
      </div>
      <Refused error={sign.error} />
      {sign.isSuccess ? (
        <p className="notice good" role="status">
          {d('vendor.recorded')}
        </p>
      ) : null}
      <p className="actions">
        <button type="submit" className="button primary" disabled={sign.isPending}>
          {d('vendor.record')}
        </button>
      </p>
    </form>
  );
}
