"""The words of questions and deals: English | German | Spanish | French | Chinese, the commonest forms of each.

English comes first, as it is written into a gloss. Words that mean several things stand where deal news uses them.
"""

WORDS = """
who | wer wem wen wessen | quién quiénes | qui | 谁 何人
how much | wieviel viel | cuánto cuánta | combien | 多少 多大
the | der die das den dem ein eine einen einem einer | el la los las un una | le la les l un une |
counts | zählt zählte zählten | cuenta contaba | compte comptait | 拥有
how many | viele | cuántos cuántas | | 几家 几个 多少个 多少家 多少名 多少人
when | wann | cuándo | quand | 何时 什么时候 什么时间 哪天 哪年 哪一年
where | wo woher wohin | dónde adónde | où | 哪里 在哪 何处 何地
why | warum wieso weshalb | | pourquoi | 为什么 为何 因何
which | welche welcher welches welchem welchen | qué cuál cuáles | quel quelle quels quelles | 哪家 哪些 哪个 哪位 哪
what | was | | quoi que | 什么 何
how | wie | cómo | comment | 怎么 如何 怎样
is | ist sind war waren | es son era está están | est sont était | 是
has | hat haben hatte hatten | tiene tenía tienen tuvo ha han | a ont avait | 有
will | wird werden soll sollen | será serán tendrá | sera seront doit | 将 会
not | nicht kein keine keinen | no ningún ninguna | pas aucun aucune | 不 没有 未
and | und | y | et | 和 与 及
of | von des | de del | de du des | 的
in | im | en | dans | 在
for | für um | por para | pour | 为
with | mit | con | avec | 与
before | vor bevor vorher | antes | avant | 之前 以前
after | nach danach nachdem | después tras | après | 之后 以后
until | bis | hasta | jusqu | 直到 截至
since | seit | desde | depuis | 自从
per | pro je | cada | par chaque | 每
more | mehr | más | plus davantage | 更多 超过
less | weniger | menos | moins | 更少 不足
other | andere anderen weitere weiteren | otro otra otros otras | autre autres | 其他 其它 另外
new | neu neue neuen neuer neues | nuevo nueva nuevos nuevas | nouveau nouvelle nouveaux nouvelles | 新
first | erste ersten erster | primero primera primer | premier première | 首个 首次 第一
last | letzte letzten letzter | último última últimos | dernier dernière | 最后 上一
largest | größte größten größter | mayor | principal grand grande | 最大
half | Hälfte halb | mitad | moitié | 一半
third | Drittel | tercio | tiers | 三分之一
percent | Prozent | ciento porcentaje | pourcent pourcentage | 百分 百分之 比例
thousand | Tausend | mil | mille | 千
million | Million Millionen | millón millones | million millions | 百万
billion | Milliarde Milliarden | | milliard milliards | 十亿
year | Jahr Jahre Jahren | año años | an ans année années | 年
month | Monat Monate Monaten | mes meses | mois | 月
week | Woche Wochen | semana semanas | semaine semaines | 周
day | Tag Tage Tagen | día días | jour jours | 日 天
quarter | Quartal | trimestre | trimestre | 季度
January | Januar | enero | janvier | 一月
February | Februar | febrero | février | 二月
March | März | marzo | mars | 三月
April | | abril | avril | 四月
May | Mai | mayo | mai | 五月
June | Juni | junio | juin | 六月
July | Juli | julio | juillet | 七月
August | | agosto | août | 八月
September | | septiembre | septembre | 九月
October | Oktober | octubre | octobre | 十月
November | | noviembre | novembre | 十一月
December | Dezember | diciembre | décembre | 十二月
beginning | Anfang Beginn | principios inicios | début | 初
end | Ende | finales fines fin | fin | 末 底
money | Geld Gelder Mittel | dinero fondos | argent | 资金 钱
funding | Finanzierung | financiación financiamiento | financement | 融资
round | Finanzierungsrunde Runde | ronda | tour levée | 轮融资 轮
raised | eingesammelt sammelte einsammelt aufgenommen erhielt erhalten bekam | recauda recaudó captó capta obtuvo levantó | levé lève obtenu reçu | 筹集 募集 获得 完成
invested | investiert investierte beteiligt beteiligte | invirtió invierte invertido | investi investit | 投资 出资
investor | Investor Investoren Investorin Geldgeber | inversor inversores inversionista inversionistas | investisseur investisseurs | 投资者 投资方 投资人 投资机构 机构
led by | angeführt führte anführte | lideró liderada lidera encabezó | mené dirigé conduit | 领投
took part | beteiligten nahm | participó participaron participan | participé participent | 跟投 参投 参与
valuation | Bewertung bewertet | valoración valuación valorada | valorisation valorisé | 估值
acquisition | Übernahme Erwerb Zukauf | adquisición | acquisition rachat reprise | 收购案
acquire | übernimmt übernommen übernehmen erwirbt erworben | adquirió adquiere adquirir | acquiert acquis acquérir | 收购
buy | kauft kaufte gekauft kaufen Kauf | compra compró comprar comprado | achète acheté acheter rachète racheté | 购买 买下 买入
sell | verkauft verkaufte verkaufen Verkauf | vende vendió vender venta | vend vendu vendre vente cède cédé cession | 出售 卖出 转让
buyer | Käufer Käuferin Erwerber | comprador compradora | acquéreur acheteur repreneur | 买方 收购方
seller | Verkäufer Verkäuferin | vendedor vendedora | vendeur | 卖方
merger | Fusion Zusammenschluss fusionieren | fusión fusiona | fusion fusionne | 合并
stake | Anteil Anteile Beteiligung | participación | participation part | 股份 股权 持股
shares | Aktien Aktie | acciones acción | actions action | 股票 股
shareholder | Aktionär Aktionäre Gesellschafter Eigentümer | accionista accionistas dueño dueños socio socios | actionnaire actionnaires propriétaire associé | 股东
owns | gehört besitzt hält | posee pertenece | possède détient appartient | 持有 拥有
offer | Angebot bietet bot | oferta ofrece ofreció | offre offert | 报价 要约
price | Preis Kaufpreis Preise | precio precios | prix | 价格 价
pay | zahlt zahlte bezahlt zahlen kostet | paga pagó pagar pagará cuesta costó | paie payé payer verse coûte | 支付 付 花
cost | Kosten | costo coste costos | coût coûts frais | 成本 费用
fee | Gebühr Lizenzgebühr | regalía comisión tarifa | redevance | 许可费 手续费
discount | Rabatt Abschlag Nachlass | descuento | remise rabais décote | 折扣
revenue | Umsatz Erlöse Einnahmen | ingresos facturación ventas | revenus chiffre recettes | 营收 收入 营业额
profit | Gewinn | beneficio ganancia utilidad ganancias | bénéfice bénéfices | 利润 盈利
loss | Verlust Verluste | pérdida pérdidas | perte pertes | 亏损
amount | Betrag Höhe Summe | monto importe cantidad suma | montant somme | 金额 数额
value | Wert | valor | valeur | 价值
interest rate | Zins Zinssatz Zinsen | interés tasa | intérêt taux | 利率 利息
founded | gegründet gründete | fundada fundó fundado creada | fondé fondée créé créée | 成立 创立 创办
founder | Gründer Gründerin Gründern | fundador fundadora fundadores | fondateur fondatrice fondateurs | 创始人 创办人
chief executive | Geschäftsführer Geschäftsführerin Vorstandsvorsitzender Vorstandschef Chef Chefin | director directora consejero consejera | directeur directrice patron | 首席执行官 总裁 总经理 负责人
finance chief | Finanzchef Finanzchefin Finanzvorstand | | | 首席财务官 财务总监
chairman | Aufsichtsratschef Vorsitzender Vorsitzende | presidente presidenta | président présidente | 董事长 主席
board | Aufsichtsrat Vorstand Verwaltungsrat | junta directorio | conseil administration | 董事会
headquarters | Sitz Hauptsitz Zentrale | sede | siège | 总部
based | ansässig | ubicada radicada basada | basée basé installée | 位于
employees | Mitarbeiter Mitarbeiterinnen Beschäftigte Angestellte | empleados trabajadores plantilla | salariés employés | 员工 人员 雇员
customers | Kunden Kundinnen Kunde | clientes cliente | clients client | 客户
company | Unternehmen Firma Gesellschaft | empresa compañía firma | entreprise société | 公司 企业
startup | Startup Gründung | emergente | jeune pousse | 初创
bank | Bank Banken | banco bancos | banque banques | 银行
lender | Kreditgeber | prestamista financiera | prêteur prêteurs | 贷款方
loan | Kredit Darlehen Kredits | préstamo crédito | prêt crédit emprunt | 贷款
debt | Schulden Verbindlichkeiten | deuda deudas | dette dettes | 债务
repay | zurückzahlen getilgt tilgen Rückzahlung | devolver amortizar | rembourser remboursé | 偿还
fund | Fonds | fondo | fonds | 基金
grant | Zuschuss Förderung | subvención ayuda | subvention | 补助 补贴
cooperative | Genossenschaft | cooperativa | coopérative | 合作社
subsidiary | Tochter Tochtergesellschaft Tochterfirma | filial | filiale | 子公司
partner | Partner Partnerin | | partenaire | 合作伙伴 合伙人
lawyer | Anwalt Anwälte Kanzlei | abogado abogados bufete | avocat avocats cabinet | 律师 律所
adviser | Berater Beraterin | asesor asesores | conseiller conseillers | 顾问
licence | Lizenz Zulassung | licencia | licence agrément | 许可 牌照
regulator | Aufsicht Behörde Kartellamt | regulador autoridad | régulateur autorité | 监管机构 监管
approval | Genehmigung Zustimmung | aprobación | autorisation | 批准
condition | Bedingung Bedingungen | condición condiciones | condition conditions | 条件
contract | Vertrag Auftrag Verträge | contrato contratos | contrat contrats | 合同
signed | unterzeichnet unterschrieben | firmó firmaron firmado | signé signée | 签署 签订
announced | angekündigt bekanntgegeben gab | anunció anunciaron anunciado | annoncé annonce | 宣布 公布
closed | abgeschlossen Abschluss | cerró cierre cerrado | clôturé bouclé clôture | 交割 完成交易
expected | erwartet voraussichtlich geplant plant | espera previsto prevé planea | attendu prévu prévoit | 预计 计划
deadline | Frist | plazo | délai échéance | 期限 截止
listing | Börsengang Börse | cotización bolsa salida | introduction bourse cotation | 上市
plant | Werk Fabrik Anlage Werke | planta fábrica plantas | usine usines | 工厂
production | Produktion | producción | production | 生产 投产 产能
capacity | Kapazität | capacidad | capacité | 容量 产量
product | Produkt Produkte | producto productos | produit produits | 产品
market | Markt Märkte | mercado mercados | marché marchés | 市场
launch | Start startet startete | lanzamiento lanzará lanzó | lancement lance lancer | 推出 发射
use | verwendet nutzt Verwendung | uso usará destinará | utiliser utilisera servira | 用于 用途
plan | Plan Pläne | plan planes | projet projets | 方案
build | baut bauen gebaut errichtet | construir construirá | construire bâtir | 建设 建造
expand | expandieren erweitern Ausbau | ampliar expandir | étendre développer | 扩大 扩张
said | sagte sagt erklärte | dijo afirmó señaló según | dit déclaré affirme selon | 表示 称 说
reported | berichtet meldete | informó reportó | rapporte rapporté | 报道
rumour | Gerücht Gerüchte | rumor rumores | rumeur rumeurs | 传闻
agreement | Vereinbarung Einigung | acuerdo | accord | 协议
dispute | Streit Klage | disputa demanda | litige plainte | 纠纷 诉讼
bankruptcy | Insolvenz Pleite | quiebra insolvencia concurso | faillite redressement | 破产
successor | Nachfolger Nachfolgerin Nachfolge | sucesor sucesora | successeur | 继任者 接任
previously | früher zuvor bisher | antes anteriormente | auparavant précédemment | 此前
reason | Grund Gründe | razón motivo | raison motif | 原因
name | heißt Name | nombre llama | nom appelle s'appelle | 名称 名字 叫
satellite | Satellit Satelliten | satélite satélites | satellites | 卫星
battery | Batterie Batterien Akku | batería baterías | batterie batteries | 电池
farm | Hof Höfe Bauernhof Bauern | finca fincas granja campos | ferme fermes exploitations | 农场
water | Wasser | agua | eau | 水
energy | Energie Strom | energía electricidad | énergie électricité | 能源 电力
software | Software | | logiciel logiciels | 软件
machine | Maschine Maschinen | máquina máquinas | machines | 机器 设备
joint venture | Gemeinschaftsunternehmen | conjunta | coentreprise | 合资
city | Stadt | ciudad | ville | 城市
country | Land Länder | país países | pays | 国家
"""
