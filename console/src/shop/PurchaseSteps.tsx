import { useWords } from '../i18n';

const STEPS = ['choose', 'terms', 'confirm', 'pay', 'done'] as const;

/** The progress of a purchase. */
export function PurchaseSteps({ at }: { at: (typeof STEPS)[number] }) {
  const t = useWords();
  return (
    <ol className="purchase-steps" aria-label={t('step.label')}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          aria-current={step === at ? 'step' : undefined}
          className={index < STEPS.indexOf(at) ? 'past' : undefined}
        >
          <span aria-hidden="true">{index + 1}</span> <em className="step-name">{t(`step.${step}`)}</em>
        </li>
      ))}
    </ol>
  );
}
