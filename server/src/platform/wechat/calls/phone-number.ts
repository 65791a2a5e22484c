import { z } from 'zod';
import { ApiError } from '../../errors.ts';
import { type Exchange, readJson } from '../exchange.ts';
import { isWechatFault } from '../faults.ts';

const phoneAnswer = z.object({
  phone_info: z.object({ purePhoneNumber: z.string().min(1), countryCode: z.coerce.string() }),
});

const mainland = '86';

/**
 * getPhoneNumber: the number behind the code of the one-tap button, five minutes old at most and good for once.
 * @throws phone-code-invalid, phone-not-mainland, and WechatError
 */
export async function phoneNumber(exchange: Exchange, code: string): Promise<string> {
  const answer = await exchange({
    path: '/wxa/business/getuserphonenumber',
    body: { code },
    repeatable: false,
  }).catch((error: unknown) => {
    throw isWechatFault(error, 'code-invalid') ? new ApiError('phone-code-invalid') : error;
  });
  const { purePhoneNumber, countryCode } = readJson(answer, phoneAnswer).phone_info;
  if (countryCode !== mainland) throw new ApiError('phone-not-mainland');
  return purePhoneNumber;
}
