import type en from '../en/products';

const zh: typeof en = {
  home: {
    title: '预付费医疗云软件，计量精确到每一例',
    lead: '选择医院所需，价格与算式一目了然；付款后 24 小时内即可使用。余量、到期时间与待办事项，随时可见。',
    start: '选购',
    seePrices: '查看价格',
    agreement: '首次付款前，须线下签署合作协议。',
    configure: '配置',
    how: '购买流程',
    choose: { title: '选择', text: '选择项目、数量与期限，每项价格均附算式。' },
    terms: { title: '阅读条款', text: '阅读并接受服务条款，然后“立即购买”。' },
    pay: { title: '确认并付款', text: '再次核对，然后“立即付款”。' },
    use: { title: '使用', text: '24 小时内开通；状态在管理平台可见。' },
  },
};

export default zh;
