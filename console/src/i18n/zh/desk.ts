import type en from '../en/desk';

const zh: typeof en = {
  desk: {
    title: '当前待办',
    lead: '最紧急的在前。',
    all_one: '查看 {{count}} 项',
    all_other: '查看全部 {{count}} 项',
    approvals: '开通队列',
    activateBy: '最迟开通',
    breached: '已超过 24 小时',
    approve: '批准',
    debts: '欠费与停用',
    transfers: '待匹配的转账',
    heldUntil: '保留至',
    agreementMissing: '协议未登记',
    record: '登记',
    apply: '分配',
    services: '待交付的服务',
    sales_requests: '销售咨询',
    returns: '待批准的退回',
    returnTo: '退至 {{to}}，由 {{by}} 提出',
    kept: '待决定的上报用量',
    keptUses_one: '{{count}} 笔上报用量待决定',
    keptUses_other: '{{count}} 笔上报用量待决定',
    unapplied: '未分配款项',
    none: {
      approvals: '没有等待审批的订单。',
      debts: '没有欠费。',
      transfers: '没有等待转账的订单。',
      services: '没有待交付的服务。',
      sales_requests: '没有咨询。',
      returns: '没有等待第二人批准的退回。',
      unapplied: '没有未分配的款项。',
      kept: '没有待决定的用量。',
    },
  },
};

export default zh;
