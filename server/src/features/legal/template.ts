import type { LegalAnswer } from '@linli/shared/api/types.ts';
import { consentPurposes, contactKeptDays, keptByLaw, purposeTexts } from '@linli/shared/consent.ts';

type Operator = LegalAnswer['operator'];
type Section = LegalAnswer['privacyPolicy']['sections'][number];

/** Of the texts below; a change in meaning gets the next version and its day. */
export const templateVersion = '1.0';
export const templateEffectiveFrom = '2026-01-01';

/** Says what the program really does; whoever changes what is collected or kept changes it here as well. */
export function privacyPolicyOf({ name, department, phone, address }: Operator): Section[] {
  return [
    {
      title: '我们是谁',
      paragraphs: [
        `“法治邻里”由${name}运营，用于评价政务服务窗口、跟进差评办理、反映对本应用的意见。`,
        `个人信息保护由${department}负责，电话 ${phone}，地址 ${address}。`,
        '我们只收集提供服务必需的信息。不同意某一项用途，只影响那一项，不影响您使用其他功能。',
      ],
    },
    {
      title: '我们收集什么，用来做什么',
      paragraphs: [
        '微信标识（openid）：您登录时由微信提供，用来认出是同一位用户、防止重复评价。加密保存，不向窗口和办理人员显示。我们不读取您的微信昵称、头像、好友和位置。',
        '评价内容：您选的等级、原因和留言。用于改进服务、办理差评和统计。默认匿名，被评价的人不会知道是谁评的。',
        ...consentPurposes.map((purpose) => {
          const text = purposeTexts[purpose];
          return `${text.title}：${text.collects}${text.why}${text.without}`;
        }),
        '投诉建议：您反映的内容，用于办理和答复。',
        '登录与操作记录：时间、网络地址和做了什么，用于保障安全。记录里没有姓名、电话和留言。',
        '扫码时使用相机，只用于读取二维码，不拍照、不保存画面。',
      ],
    },
    {
      title: '信息怎样保存和保护',
      paragraphs: [
        '信息保存在中国境内的服务器上，不向境外提供。',
        '姓名、电话和微信标识逐项加密。只有办理工单的专人和督办人能看到姓名和电话的全文，每次查看都留下不可更改的记录；其他人看到的是打了星号的。',
        `姓名和电话保存到办结后 ${contactKeptDays} 天，到期自动删除。操作记录至少保存六个月。`,
        '如果发生信息泄露，我们会立即补救，并按法律要求告知您和主管部门。',
      ],
    },
    {
      title: '我们向谁提供信息',
      paragraphs: [
        '除法律规定必须提供的以外，我们不把您的个人信息提供给任何单位或个人，不用于广告，不做自动化决策。',
        '登录由腾讯公司的微信提供，微信如何处理信息以《微信隐私保护指引》为准。',
        '经审核公开评价和答复时，会先去掉个人信息。',
      ],
    },
    {
      title: '您的权利',
      paragraphs: [
        '在“我的数据”里，您可以随时查看我们保存了什么，导出一份文件，更正姓名和电话，删除联系方式和留言，撤回同意，以及注销账号。撤回同意和给出同意一样方便。',
        '删除和撤回马上生效。实名差评正在办理的，联系方式依规保留到办结，然后删除。',
        '注销后，所有登录马上失效，微信标识被删除，评价与您不再有关联，不能恢复。以后再登录，是一个全新的账号。',
        `对处理结果不满意，可以拨打 ${phone}，也可以向网信、公安等部门投诉。`,
      ],
    },
    {
      title: '按规定保留的内容',
      paragraphs: keptByLaw.map(({ what, why }) => `${what}：${why}`),
    },
    {
      title: '未满 14 周岁的孩子',
      paragraphs: [
        '匿名评价不需要任何个人信息，谁都可以使用。',
        '需要留姓名和电话时，未满 14 周岁的孩子须由父母或其他监护人同意并代为填写，留监护人自己的姓名和电话。我们不收集孩子的姓名、年龄和证件。',
        '监护人可以随时在“我的数据”里查看、更正、删除，或者撤回同意。如果发现未经监护人同意收集了孩子的信息，请联系我们，我们马上删除。',
      ],
    },
    {
      title: '本政策的变更',
      paragraphs: [
        '内容有重要变化时，我们会更新版本号，并在您下一次提供个人信息之前再次征得同意。未经您同意，不会减少您的权利。',
      ],
    },
  ];
}

export function serviceTermsOf({ name, phone }: Operator): Section[] {
  return [
    {
      title: '这是什么服务',
      paragraphs: [
        `“法治邻里”由${name}提供，免费使用。您可以扫窗口的二维码评价办事服务，查看差评的办理进度和答复，以及对本应用提出投诉和建议。`,
        '本应用不是报警或急救渠道。遇到危险请拨打 110、120。',
      ],
    },
    {
      title: '评价的规则',
      paragraphs: [
        '评不评、怎么评、是否留下姓名，都由您决定。任何人不得要求、诱导或干扰您评价；遇到这种情况，请用“投诉建议”告诉我们。',
        '一次服务评价一次。评价提交后如实计入统计，工作人员不能修改和删除。',
        '请如实评价。留言里请不要写他人的隐私、身份证号和银行卡号，不要使用侮辱性的语言。',
      ],
    },
    {
      title: '差评怎样办理',
      paragraphs: [
        '不满意和非常不满意的评价会自动转给专人办理，被评价的人不参与办理。您可以在“我的评价”里看到每一步和答复。',
        '经调查认定为误评、恶意差评或缺乏法定依据的，会说明理由；评价仍然保留。',
      ],
    },
    {
      title: '您的账号',
      paragraphs: [
        '您通过微信登录，不需要设置密码。请保管好自己的手机。',
        '您可以随时在“我的数据”里注销账号。',
      ],
    },
    {
      title: '服务的变更和中断',
      paragraphs: [
        '我们尽力保证服务可用。系统维护或网络故障时，您填写的内容会留在手机上，恢复后可以再提交。',
        '停止服务时，我们会提前公告，并按法律删除或匿名处理个人信息。',
      ],
    },
    {
      title: '联系与争议',
      paragraphs: [
        `对本应用有意见，请用“投诉建议”，每一条都有专人答复；也可以拨打 ${phone}。`,
        '本条款适用中华人民共和国法律。协商不成的，可以依法申请复议或提起诉讼。',
      ],
    },
  ];
}
