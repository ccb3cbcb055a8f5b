import type {
  ErrorCode,
  EvaluationContext,
  FlagMetadata,
  JsonValue,
  Provider,
  ResolutionDetails,
} from '@openfeature/server-sdk';
import { SURFACES, type Access, type Question, type Surface } from './access.js';
import type { ScripClient } from './client.js';
import { RefusedError } from './errors.js';
import { present } from './fields.js';

type Fault = readonly [code: `${ErrorCode}`, message: string];

/**
 * What Scrip sells, as flags of OpenFeature: `client.getBooleanValue('aimis/advanced-viewing', false, context)`. A flag is
 * true if access is `ALLOWED`. The context names the organization (`targetingKey`), and may name `surface` (`API` unless
 * it does), `within` and `storage_years`.
 *
 * An error hands back the default of the call, with its code. The client is closed by whoever opened it.
 */
export class ScripProvider implements Provider {
  readonly metadata = { name: 'scrip' } as const;
  readonly runsOn = 'server';

  constructor(private readonly client: Pick<ScripClient, 'access'>) {}

  async resolveBooleanEvaluation(
    flagKey: string,
    defaultValue: boolean,
    context: EvaluationContext,
  ): Promise<ResolutionDetails<boolean>> {
    const question = questionOf(flagKey, context);
    if (isFault(question)) {
      return failed(defaultValue, question);
    }
    try {
      const access = await this.client.access(question);
      return {
        value: access.isAllowed,
        variant: access.state,
        // Every flag depends on the organization; `STALE` is an answer that was kept while the server is away.
        reason: access.offline ? 'STALE' : 'TARGETING_MATCH',
        flagMetadata: metadataOf(question, access),
      };
    } catch (failure) {
      return failed(defaultValue, faultOf(failure));
    }
  }

  resolveStringEvaluation(_key: string, defaultValue: string): Promise<ResolutionDetails<string>> {
    return mismatch(defaultValue);
  }

  resolveNumberEvaluation(_key: string, defaultValue: number): Promise<ResolutionDetails<number>> {
    return mismatch(defaultValue);
  }

  resolveObjectEvaluation<T extends JsonValue>(_key: string, defaultValue: T): Promise<ResolutionDetails<T>> {
    return mismatch(defaultValue);
  }
}

function isFault(what: Question | Fault): what is Fault {
  return Array.isArray(what);
}

/** What a flag asks, or why it cannot be asked. */
function questionOf(feature: string, context: EvaluationContext): Question | Fault {
  const { targetingKey: organization, surface = 'API', within, storage_years: storageYears } = context;
  if (organization === undefined || organization === '') {
    return ['TARGETING_KEY_MISSING', 'the targeting key is the organization'];
  }
  const known = SURFACES.find((one) => typeof surface === 'string' && one === surface.toUpperCase());
  if (known === undefined) {
    return ['INVALID_CONTEXT', '`surface` is PATIENT, CONSOLE or API'];
  }
  if (within !== undefined && typeof within !== 'string') {
    return ['INVALID_CONTEXT', '`within` is the id of a consortium'];
  }
  if (storageYears !== undefined && !(Number.isInteger(storageYears) && (storageYears as number) > 0)) {
    return ['INVALID_CONTEXT', '`storage_years` is a whole number of years'];
  }
  return {
    organization,
    feature,
    surface: known satisfies Surface,
    ...present({ within, storageYears: storageYears as number | undefined }),
  };
}

function metadataOf(question: Question, access: Access): FlagMetadata {
  return {
    access: access.state,
    surface: question.surface,
    ...present({
      reason: access.reason,
      until: access.until?.toISOString(),
      left: access.available,
      arrears: access.arrears,
      item: access.item,
      advice: access.advice,
    }),
  };
}

function faultOf(failure: unknown): Fault {
  const message = failure instanceof Error ? failure.message : String(failure);
  if (failure instanceof RefusedError) {
    const { code, problem } = failure;
    if (code === 'UNKNOWN_ITEM') {
      return ['FLAG_NOT_FOUND', message];
    }
    if (problem.status === 400 || code === 'UNKNOWN_ORGANIZATION') {
      return ['INVALID_CONTEXT', message];
    }
  }
  return ['GENERAL', message];
}

function failed<T>(value: T, [errorCode, errorMessage]: Fault): ResolutionDetails<T> {
  return { value, reason: 'ERROR', errorCode: errorCode as ErrorCode, errorMessage };
}

function mismatch<T>(value: T): Promise<ResolutionDetails<T>> {
  return Promise.resolve(failed(value, ['TYPE_MISMATCH', 'what Scrip sells is either allowed or not: ask for a boolean']));
}
