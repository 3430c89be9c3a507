import type { Finding } from '@weir/model';
import { isUnread } from './unread.js';

/** After such a finding, nothing found does not mean that nothing is wrong. */
export function isIncompleteness({ rule, verdict }: Finding): boolean {
  return verdict === 'not-evaluated' || isUnread({ check: rule });
}

/** weir.json is wrong. */
export function isMisconfiguration({ rule }: Finding): boolean {
  return rule === 'configuration';
}
