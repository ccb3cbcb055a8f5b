import type en from '../en/paying';

const zh: typeof en = {
  confirm: {
    title: '确认订单',
    lead: '尚未付款，请再次核对。',
    lines: '购买内容',
    effects: '对账户的影响',
    account: '购买方',
    reference: '参考号',
    approval: '审批',
    approvalText: '首次购买由供应商在付款后 24 小时内审批。',
    noRefund: '不支持退款：授权、资源与服务一经付款，不予退款。',
    agreementText: '{{products}} 的协议尚未登记，登记之后方可付款。',
    nothingTitle: '无需付款，只待登记已签署的协议',
    nothingText: '{{products}} 的线下协议尚未登记。供应商登记之后，本订单将自动结清。',
    how: '付款方式',
    payNow: '立即付款',
    confirmNow: '确认订单',
    mayNot: '您的角色只能查看此订单，不能确认或付款。请由贵机构的所有者或采购人员办理。',
  },
  method: {
    SANDBOX: { title: '在线付款', text: '由沙箱支付渠道即时结清，不涉及真实资金。' },
    TRANSFER: { title: '银行转账', text: '凭参考号转账，订单在期限内保留。' },
  },
  pay: {
    paying: '正在付款…',
    once: '点击之前不会付款；点击后只付款一次：重复点击、刷新或在其他标签页操作，都是同一笔付款。',
    transferText: '请按以下金额转账并注明参考号，以便与订单匹配。',
    amount: '金额',
    reference: '参考号',
    account: '收款账户以合作协议或销售人员提供的信息为准。',
    transferNext: '供应商登记到账之后，所购内容即开通。无需停留在此页。',
  },
  order: {
    total: '合计',
    paid: '已付',
    due: '待付',
    acceptedBy: '条款接受人',
    purchased: '购买时间',
    activated: '开通时间',
    activateBy: '最迟开通',
    held: '订单保留至',
  },
  result: {
    active: '已付款并开通',
    paid: '已付款，等待开通',
    open: '尚未付款',
    stepPaid: '款项已结清',
    stepActive: '已开通',
    stepWaiting: '等待供应商开通，最迟',
    toOverview: '返回概览',
    toOrder: '查看订单',
  },
};

export default zh;
