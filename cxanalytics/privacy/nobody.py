"""Words that stand under a letter, or behind "this is", with a capital, and name nobody (en, de, fr, es)."""

_WORDS = """
    a an the your our all every this that these those it its i we you he she they my his her their not no never
    disappointed unhappy happy angry satisfied dissatisfied frustrated loyal former regular long-time concerned
    annoyed customer customers client clients guest guests user users member members buyer shopper patient
    passenger traveller traveler visitor subscriber reader resident tenant parent student team staff management
    manager support service services department office company hotel restaurant store shop bank airline
    anonymous everyone everybody nobody someone something anything everything nothing great good excellent nice best
    worst bad terrible awful poor amazing awesome perfect love lovely super fine very much so again still waiting
    please thanks thank regards ps sent get see more for from and or but with without in on at to of by as if when
    what who why how here there now then today yesterday tomorrow well done keep hope looking delivery order room
    breakfast quality price value location premium standard basic first last new old january february april june july
    august september october november december monday tuesday wednesday thursday friday saturday sunday spring summer
    autumn winter christmas easter ein eine einer einem der die das den dem ihr ihre ihren euer eure kunde
    kundin kunden stammkunde gast gäste nutzer mitglied käufer käuferin familie kundenservice kundendienst firma
    leitung geschäftsführung enttäuschter enttäuschte zufriedener zufriedene unzufriedener unzufriedene treuer
    treue langjähriger langjährige anonym tolles toller tolle gutes guter gute sehr schlecht schlechter immer
    wieder gerne weiter bis für aus und oder aber mit ohne im am zum zur platz ruhe schluss ende nichts alles
    niemand jemand keiner hier da leider bitte danke vielen trotzdem gesendet programm falsch nie nur auch noch
    macht es ich wir sie er wie was wer wo montag dienstag mittwoch donnerstag freitag samstag sonntag
    weihnachten ostern un une le la les l' votre vos notre nos cliente clientèle équipe direction hôtel société
    entreprise magasin boutique déçu déçue fidèle mécontent mécontente satisfait satisfaite anonyme très bon
    bonne bien parfait merci encore cordialement à bientôt pour de du des et ou mais avec sans tout tous rien
    personne noël pâques paris lundi mardi mercredi jeudi vendredi samedi dimanche voir envoyé una el los las lo
    su sus nuestro nuestra clienta clientes servicio equipo dirección empresa tienda enfadada enfadado
    decepcionado decepcionada satisfecho satisfecha insatisfecho insatisfecha anónimo fiel muy buen buena bueno
    excelente todo todos nada nadie gracias saludos hasta por para y o pero con sin siempre lunes martes
    miércoles jueves viernes sábado domingo navidad enviado ver sony samsung amazon google apple telekom
    vodafone microsoft ebay paypal netflix facebook instagram whatsapp ikea lidl aldi viele liebe herzliche
    freundliche besten lieben mfg sincerely saludo conversely however overall still-waiting hola hello hi dear
    hallo bonjour cet cette ce esta este pd
"""
NOBODY = frozenset(_WORDS.split())
