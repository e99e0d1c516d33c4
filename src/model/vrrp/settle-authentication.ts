import { keywordSpan, lineSpan } from '../../binding/place.ts';
import type { CheckId } from '../../daemon/checks/index.ts';
import { corrected, type Setting } from '../setting.ts';
import { NOTHING, type Settling } from './settling.ts';
import * as strict from './strict.ts';
import type { VrrpInstance } from './vrrp-instance.ts';

type Settled = Pick<VrrpInstance, 'authentication' | 'authHmac'>;

/** Which authentication stays, by password or by auth_hmac. */
export function settleAuthentication(it: Settling): Settled {
  return settleHmac(it, settlePassword(it));
}

function settlePassword(it: Settling): Settled['authentication'] {
  const { authentication, passwordNode, family, correct } = it.written;
  if (!authentication) {
    if (passwordNode) correct('vrrp/auth-pass-without-type', 'ignores', 'silent', keywordSpan(passwordNode));
    return NOTHING;
  }
  if (it.strict.value) return strict.dropAuthentication(it, authentication);
  const check =
    it.version.value === 3
      ? 'vrrp/auth-version-3'
      : !passwordNode
        ? 'vrrp/auth-no-password'
        : authentication.value === 'AH' && family === 'ipv6'
          ? 'vrrp/auth-ah-ipv6'
          : null;
  return check ? dropped(it, authentication, check) : authentication;
}

function dropped({ written: { correct } }: Settling, setting: Settled['authentication'], check: CheckId): Setting<null> {
  if (setting.node) correct(check, 'drops', 'reports', lineSpan(setting.node));
  return corrected(setting, null);
}

function settleHmac(it: Settling, authentication: Settled['authentication']): Settled {
  const { authHmac, activeHmacKey, hmacKeys, correct } = it.written;
  if (!authHmac?.node) return { authentication, authHmac: NOTHING };
  const active = activeHmacKey?.value ?? null;
  if (active === null || !hmacKeys?.has(active)) {
    correct('auth-hmac/active-key-undefined', 'drops', 'reports', lineSpan(activeHmacKey?.node ?? authHmac.node));
    return { authentication, authHmac: corrected(authHmac, null) };
  }
  const left = authentication.value === null ? authentication : dropped(it, authentication, 'auth-hmac/with-authentication');
  return { authentication: left, authHmac: it.strict.value ? strict.enforceHmac(it, authHmac) : authHmac };
}
