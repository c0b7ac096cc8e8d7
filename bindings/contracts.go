// Code generated via abigen V2 - DO NOT EDIT.
// This file is a generated binding and any manual changes will be lost.

package bindings

import (
	"bytes"
	"errors"
	"math/big"

	"github.com/ethereum/go-ethereum/accounts/abi"
	"github.com/ethereum/go-ethereum/accounts/abi/bind/v2"
	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/core/types"
)

// Reference imports to suppress errors if they are not otherwise used.
var (
	_ = bytes.Equal
	_ = errors.New
	_ = big.NewInt
	_ = common.Big1
	_ = types.BloomLookup
	_ = abi.ConvertType
)

// Ask is an auto generated low-level Go binding around an user-defined struct.
type Ask struct {
	Offer  Offer
	Review uint64
}

// AskFill is an auto generated low-level Go binding around an user-defined struct.
type AskFill struct {
	Quantity  *big.Int
	MaxPrice  *big.Int
	Buyer     common.Address
	ByPermit2 bool
	SealX     *big.Int
	SealY     *big.Int
	TaskHash  [32]byte
	Task      []byte
}

// Bid is an auto generated low-level Go binding around an user-defined struct.
type Bid struct {
	Offer Offer
	Buyer common.Address
	Task  []byte
}

// BidFill is an auto generated low-level Go binding around an user-defined struct.
type BidFill struct {
	Quantity  *big.Int
	MinPrice  *big.Int
	Holder    common.Address
	ByPermit2 bool
}

// Delivery is an auto generated low-level Go binding around an user-defined struct.
type Delivery struct {
	Forward    Forward
	Recipient  common.Address
	Step       Step
	Commitment *big.Int
	Beacon     *big.Int
	Payload    []*big.Int
	H          *big.Int
}

// Forward is an auto generated low-level Go binding around an user-defined struct.
type Forward struct {
	Terms Terms
	Buyer common.Address
	Salt  [32]byte
}

// Group is an auto generated low-level Go binding around an user-defined struct.
type Group struct {
	Predicate  common.Address
	N          uint32
	GasLimit   *big.Int
	Deliveries []Delivery
	Proof      []byte
}

// IConditionalTransferSale is an auto generated low-level Go binding around an user-defined struct.
type IConditionalTransferSale struct {
	Position  *big.Int
	Seller    common.Address
	Purchaser common.Address
	Token     common.Address
	Deadline  uint64
	Price     *big.Int
	Nonce     *big.Int
}

// IConditionalTransferSight is an auto generated low-level Go binding around an user-defined struct.
type IConditionalTransferSight struct {
	State      State
	Commitment *big.Int
	Until      uint64
}

// IGroth16PredicateKey is an auto generated low-level Go binding around an user-defined struct.
type IGroth16PredicateKey struct {
	N     uint32
	Words [22]*big.Int
}

// IPredicateRegistryClaim is an auto generated low-level Go binding around an user-defined struct.
type IPredicateRegistryClaim struct {
	CodeHash   [32]byte
	Circuit    [32]byte
	Key        [32]byte
	Transcript [32]byte
	Manifest   string
}

// LensSight is an auto generated low-level Go binding around an user-defined struct.
type LensSight struct {
	Id         [32]byte
	Status     uint8
	State      State
	Commitment *big.Int
	Beacon     *big.Int
}

// Offer is an auto generated low-level Go binding around an user-defined struct.
type Offer struct {
	Terms     Terms
	Params    []byte
	LastPrice *big.Int
	RampStart uint64
	RampEnd   uint64
	MinFill   *big.Int
	Expiry    uint64
	Nonce     *big.Int
	Salt      [32]byte
}

// Payment is an auto generated low-level Go binding around an user-defined struct.
type Payment struct {
	Token     common.Address
	Recipient common.Address
	Amount    *big.Int
}

// Permit is an auto generated low-level Go binding around an user-defined struct.
type Permit struct {
	Value    *big.Int
	Deadline *big.Int
	V        uint8
	R        [32]byte
	S        [32]byte
}

// State is an auto generated low-level Go binding around an user-defined struct.
type State struct {
	Buyer     common.Address
	Delivered *big.Int
	End       uint8
	Provider  common.Address
	Cursor    uint64
}

// Step is an auto generated low-level Go binding around an user-defined struct.
type Step struct {
	From   uint64
	To     uint64
	Amount *big.Int
}

// Taken is an auto generated low-level Go binding around an user-defined struct.
type Taken struct {
	Filled    *big.Int
	Carry     *big.Int
	Cancelled bool
}

// Terms is an auto generated low-level Go binding around an user-defined struct.
type Terms struct {
	Predicate   common.Address
	Params      *big.Int
	TaskHash    [32]byte
	Token       common.Address
	Price       *big.Int
	Quantity    *big.Int
	Unit        [32]byte
	AcceptBy    uint64
	Start       uint64
	End         uint64
	SettleBy    uint64
	Bond        *big.Int
	Provider    common.Address
	BeaconBlock uint64
	SealX       *big.Int
	SealY       *big.Int
}

// ConditionalTransferMetaData contains all meta data concerning the ConditionalTransfer contract.
var ConditionalTransferMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"contractIForwardEscrow\",\"name\":\"escrow\",\"type\":\"address\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[],\"name\":\"ESCROW\",\"outputs\":[{\"internalType\":\"contractIForwardEscrow\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint256\",\"name\":\"position\",\"type\":\"uint256\"},{\"internalType\":\"address\",\"name\":\"seller\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"purchaser\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"deadline\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"price\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"nonce\",\"type\":\"uint256\"}],\"internalType\":\"structIConditionalTransfer.Sale\",\"name\":\"sale\",\"type\":\"tuple\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"uint88\",\"name\":\"delivered\",\"type\":\"uint88\"},{\"internalType\":\"enumEnd\",\"name\":\"end\",\"type\":\"uint8\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"cursor\",\"type\":\"uint64\"}],\"internalType\":\"structState\",\"name\":\"state\",\"type\":\"tuple\"},{\"internalType\":\"uint256\",\"name\":\"commitment\",\"type\":\"uint256\"},{\"internalType\":\"uint64\",\"name\":\"until\",\"type\":\"uint64\"}],\"internalType\":\"structIConditionalTransfer.Sight\",\"name\":\"seen\",\"type\":\"tuple\"}],\"name\":\"buy\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"seller\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"nonce\",\"type\":\"uint256\"}],\"name\":\"isSpent\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"uint256\",\"name\":\"position\",\"type\":\"uint256\"},{\"internalType\":\"address\",\"name\":\"seller\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"purchaser\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"deadline\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"price\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"nonce\",\"type\":\"uint256\"}],\"internalType\":\"structIConditionalTransfer.Sale\",\"name\":\"sale\",\"type\":\"tuple\"}],\"name\":\"saleDigest\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"nonce\",\"type\":\"uint256\"}],\"name\":\"spend\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"position\",\"type\":\"uint256\"},{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"uint88\",\"name\":\"delivered\",\"type\":\"uint88\"},{\"internalType\":\"enumEnd\",\"name\":\"end\",\"type\":\"uint8\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"cursor\",\"type\":\"uint64\"}],\"internalType\":\"structState\",\"name\":\"state\",\"type\":\"tuple\"},{\"internalType\":\"uint256\",\"name\":\"commitment\",\"type\":\"uint256\"},{\"internalType\":\"uint64\",\"name\":\"until\",\"type\":\"uint64\"}],\"internalType\":\"structIConditionalTransfer.Sight\",\"name\":\"seen\",\"type\":\"tuple\"}],\"name\":\"transfer\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"position\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"seller\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"purchaser\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"price\",\"type\":\"uint256\"}],\"name\":\"Sold\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"seller\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"nonce\",\"type\":\"uint256\"}],\"name\":\"Spent\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"escrow\",\"type\":\"address\"}],\"name\":\"ConditionalTransfer_EscrowWithoutCode\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"deadline\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"timestamp\",\"type\":\"uint256\"}],\"name\":\"ConditionalTransfer_Late\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"seller\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"nonce\",\"type\":\"uint256\"}],\"name\":\"ConditionalTransfer_NonceSpent\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"holder\",\"type\":\"address\"}],\"name\":\"ConditionalTransfer_NotHolder\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"price\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"received\",\"type\":\"uint256\"}],\"name\":\"ConditionalTransfer_PaymentOther\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"purchaser\",\"type\":\"address\"}],\"name\":\"ConditionalTransfer_PurchaserOther\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"seller\",\"type\":\"address\"}],\"name\":\"ConditionalTransfer_SignatureInvalid\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"uint88\",\"name\":\"delivered\",\"type\":\"uint88\"},{\"internalType\":\"enumEnd\",\"name\":\"end\",\"type\":\"uint8\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"cursor\",\"type\":\"uint64\"}],\"internalType\":\"structState\",\"name\":\"state\",\"type\":\"tuple\"},{\"internalType\":\"uint256\",\"name\":\"commitment\",\"type\":\"uint256\"}],\"name\":\"ConditionalTransfer_StateChanged\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"}],\"name\":\"SafeERC20FailedOperation\",\"type\":\"error\"}]",
	ID:  "4adc5520ec6035c33ad9ac807bc7114098",
	Bin: "0x60a03461009257601f61182938819003918201601f19168301916001600160401b038311848410176100965780849260209460405283398101031261009257516001600160a01b03811680820361009257803b15610080575060805260405161177e90816100ab823960805181818160d5015281816107000152610aca0152f35b633338d16b60e11b5f5260045260245ffd5b5f80fd5b634e487b7160e01b5f52604160045260245ffdfe60806040526004361015610011575f80fd5b5f5f3560e01c806308676e1c146107c157806312e821431461076a5780631ab81c0c146107455780631dbf3bc714610724578063e681c4aa146106d35763f02f7f0a1461005c575f80fd5b346104195761012060031936011261041957600435906024359173ffffffffffffffffffffffffffffffffffffffff83168093036106cf5760e07fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbc3601126106cf5773ffffffffffffffffffffffffffffffffffffffff7f000000000000000000000000000000000000000000000000000000000000000016926040517f6352211e000000000000000000000000000000000000000000000000000000008152826004820152602081602481885afa80156106c4578490610673575b73ffffffffffffffffffffffffffffffffffffffff9150169081331415806105db575b6105ab576101043567ffffffffffffffff8116908181036105a75781421161057757505082946040517f64482ac400000000000000000000000000000000000000000000000000000000815284600482015260a081602481855afa908115610542579073ffffffffffffffffffffffffffffffffffffffff918791610558575b5051161561054d575b604051957f64482ac400000000000000000000000000000000000000000000000000000000875280600488015260a087602481855afa968715610542578697610511575b506040517fc7abf755000000000000000000000000000000000000000000000000000000008152602081600481865afa9081156104b65787916104c1575b50604073ffffffffffffffffffffffffffffffffffffffff9160448251809481937fd6dbf75b000000000000000000000000000000000000000000000000000000008352886004840152876024840152165afa9081156104b6578791610480575b5060405160208101906102da828b611677565b60a081526102e960c08261117a565b519020604051602081019060443573ffffffffffffffffffffffffffffffffffffffff811680910361047c5782526064356affffffffffffffffffffff811680910361047c576040820152608435600381101561047c5761034e90606083019061166a565b60a43573ffffffffffffffffffffffffffffffffffffffff811680910361047c57608082015260c43567ffffffffffffffff811680910361047c5760a082015260a0815261039d60c08261117a565b51902014801590610470575b61042b575050849550803b156104275784928360649260405196879586947f23b872dd0000000000000000000000000000000000000000000000000000000086526004860152602485015260448401525af1801561041c576104085750f35b816104129161117a565b6104195780f35b80fd5b6040513d84823e3d90fd5b8480fd5b60e4925061046988604051937fdf6e212700000000000000000000000000000000000000000000000000000000855260048501526024840190611677565b60c4820152fd5b5060e4358114156103a9565b8a80fd5b90506040813d6040116104ae575b8161049b6040938361117a565b810103126104aa57515f6102c7565b8680fd5b3d915061048e565b6040513d89823e3d90fd5b90506020813d602011610509575b816104dc6020938361117a565b810103126104aa575173ffffffffffffffffffffffffffffffffffffffff811681036104aa576040610266565b3d91506104cf565b61053491975060a03d60a01161053b575b61052c818361117a565b8101906115d5565b955f610228565b503d610522565b6040513d88823e3d90fd5b6001841895506101e4565b610571915060a03d60a01161053b5761052c818361117a565b5f6101db565b507fc72b257a00000000000000000000000000000000000000000000000000000000855260045242602452604484fd5b8580fd5b604484837f4895741300000000000000000000000000000000000000000000000000000000825233600452602452fd5b506040517fe985e9c500000000000000000000000000000000000000000000000000000000815260048101839052336024820152602081604481895afa90811561066857859161062d575b501561015b565b90506020813d602011610660575b816106486020938361117a565b8101031261042757518015158103610427575f610626565b3d915061063b565b6040513d87823e3d90fd5b506020813d6020116106bc575b8161068d6020938361117a565b810103126106b8576106b373ffffffffffffffffffffffffffffffffffffffff916111e8565b610138565b8380fd5b3d9150610680565b6040513d86823e3d90fd5b5080fd5b5034610419578060031936011261041957602060405173ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461041957602060031936011261041957610742600435336114d5565b80f35b50346104195760e060031936011261041957506020610762611209565b604051908152f35b50346104195760406003193601126104195760043573ffffffffffffffffffffffffffffffffffffffff81168091036106cf5760408260ff9260209452808452818120602435825284522054166040519015158152f35b5034610da45760031936016101e08112610da45760e013610da45760e43567ffffffffffffffff8111610da45736602382011215610da457806004013567ffffffffffffffff8111610da4573660248284010111610da45760e07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffefc360112610da45767ffffffffffffffff6108546110fa565b1642116110b95773ffffffffffffffffffffffffffffffffffffffff610878611111565b16151580611092575b611045576108a4916024610893611134565b91019061089e611209565b906113bb565b15610ffc576108bd6108b4611134565b60c435906114d5565b6004356108c8611134565b6108d0611157565b6040805173ffffffffffffffffffffffffffffffffffffffff928316815260a43560208201819052933393169185917f718c73f54865a651c90bc511212f34f45b7ae937af84e00d61bfc0fefeaacb769190a473ffffffffffffffffffffffffffffffffffffffff610940611157565b169061094a611134565b73ffffffffffffffffffffffffffffffffffffffff604051917f70a08231000000000000000000000000000000000000000000000000000000008352166004820152602081602481865afa908115610d99575f91610fca575b506109ac611134565b9273ffffffffffffffffffffffffffffffffffffffff604051947f23b872dd000000000000000000000000000000000000000000000000000000005f5233600452166024528260445260205f60648180855af160015f5114811615610fab575b846040525f60605215610f80578360248160209373ffffffffffffffffffffffffffffffffffffffff610a3d611134565b7f70a082310000000000000000000000000000000000000000000000000000000084521660048301525afa928315610d99575f93610f4c575b508203918211610f1f57808203610ef1575050610a91611134565b6101c43567ffffffffffffffff811690818103610da457814211610ec1575050819073ffffffffffffffffffffffffffffffffffffffff7f000000000000000000000000000000000000000000000000000000000000000016916040517f64482ac400000000000000000000000000000000000000000000000000000000815284600482015260a081602481875afa8015610d995773ffffffffffffffffffffffffffffffffffffffff915f91610ea2575b50511615610e98575b6040517f64482ac400000000000000000000000000000000000000000000000000000000815281600482015260a081602481875afa908115610d99575f91610e79575b506040517fc7abf755000000000000000000000000000000000000000000000000000000008152602081600481885afa908115610d99575f91610e27575b5090604073ffffffffffffffffffffffffffffffffffffffff9260448251809581937fd6dbf75b0000000000000000000000000000000000000000000000000000000083528a6004840152886024840152165afa918215610d99575f92610df3575b506040516020810190610c428284611677565b60a08152610c5160c08261117a565b51902060405160208101906101043573ffffffffffffffffffffffffffffffffffffffff8116809103610da4578252610124356affffffffffffffffffffff8116809103610da4576040820152610144356003811015610da457610cb990606083019061166a565b6101643573ffffffffffffffffffffffffffffffffffffffff8116809103610da45760808201526101843567ffffffffffffffff8116809103610da45760a082015260a08152610d0a60c08261117a565b51902014801590610de6575b610da857505050813b15610da457606473ffffffffffffffffffffffffffffffffffffffff915f809460405196879586947f23b872dd00000000000000000000000000000000000000000000000000000000865216600485015233602485015260448401525af18015610d9957610d8b575080f35b610d9791505f9061117a565b005b6040513d5f823e3d90fd5b5f80fd5b60e4935061046990604051937fdf6e212700000000000000000000000000000000000000000000000000000000855260048501526024840190611677565b506101a435821415610d16565b9091506040813d604011610e1f575b81610e0f6040938361117a565b81010312610da45751905f610c2f565b3d9150610e02565b90506020813d602011610e71575b81610e426020938361117a565b81010312610da457519073ffffffffffffffffffffffffffffffffffffffff82168203610da457906040610bcd565b3d9150610e35565b610e92915060a03d60a01161053b5761052c818361117a565b5f610b8f565b5060018318610b4c565b610ebb915060a03d60a01161053b5761052c818361117a565b5f610b43565b507fc72b257a000000000000000000000000000000000000000000000000000000005f526004524260245260445ffd5b7f131ee8ee000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b9092506020813d602011610f78575b81610f686020938361117a565b81010312610da45751915f610a76565b3d9150610f5b565b7f5274afe7000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b6001811516610fc157813b15153d151616610a0c565b843d5f823e3d90fd5b90506020813d602011610ff4575b81610fe56020938361117a565b81010312610da457515f6109a3565b3d9150610fd8565b73ffffffffffffffffffffffffffffffffffffffff611019611134565b7f0d52d893000000000000000000000000000000000000000000000000000000005f521660045260245ffd5b73ffffffffffffffffffffffffffffffffffffffff611062611111565b7f964d0ccc000000000000000000000000000000000000000000000000000000005f52336004521660245260445ffd5b5061109b611111565b73ffffffffffffffffffffffffffffffffffffffff16331415610881565b67ffffffffffffffff6110ca6110fa565b7fc72b257a000000000000000000000000000000000000000000000000000000005f52166004524260245260445ffd5b60843567ffffffffffffffff81168103610da45790565b60443573ffffffffffffffffffffffffffffffffffffffff81168103610da45790565b60243573ffffffffffffffffffffffffffffffffffffffff81168103610da45790565b60643573ffffffffffffffffffffffffffffffffffffffff81168103610da45790565b90601f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0910116810190811067ffffffffffffffff8211176111bb57604052565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b519073ffffffffffffffffffffffffffffffffffffffff82168203610da457565b60405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f3b0e4f1c1790393fb109b082533e3a7a2256ffee5c33e8269e65a2fa80254d8360408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201523060a082015260a0815261129b60c08261117a565b51902060405190602082017fecb9ef5713c9469331032c2a7238a1b3df3a75f12b61a5b0cb898c0df70886bb8152600435604084015260243573ffffffffffffffffffffffffffffffffffffffff8116809103610da457606084015260443573ffffffffffffffffffffffffffffffffffffffff8116809103610da457608084015260643573ffffffffffffffffffffffffffffffffffffffff8116809103610da45760a08401526084359267ffffffffffffffff8416809403610da45760429360c082015260a43560e082015260c43561010082015261010081526113836101208261117a565b519020604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b929190833b61143257906113cf92916115a1565b506004811015611405571591826113e557505090565b73ffffffffffffffffffffffffffffffffffffffff919250811691161490565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52602160045260245ffd5b60647fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0601f855f9660209896604051967f1626ba7e0000000000000000000000000000000000000000000000000000000088526004880152604060248801528160448801528587013786848287010152011601915afa7f1626ba7e000000000000000000000000000000000000000000000000000000005f5114601f3d11161690565b73ffffffffffffffffffffffffffffffffffffffff1690815f525f60205260405f20815f5260205260ff60405f2054166115725760207fd3eec71143c45f28685b24760ea218d476917aa0ac0392a55e5304cef40bd2b691835f525f825260405f20815f52825260405f2060017fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff00825416179055604051908152a2565b907fe7c6c7b4000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b90604183036115cb576115c49250602081013591604082359201355f1a906116ef565b9192909190565b50505f9160029190565b908160a0910312610da4576040519060a0820182811067ffffffffffffffff8211176111bb57604052611607816111e8565b825260208101516affffffffffffffffffffff81168103610da45760208301526040810151906003821015610da457608091604084015261164a606082016111e8565b6060840152015167ffffffffffffffff81168103610da457608082015290565b9060038210156114055752565b67ffffffffffffffff6080809273ffffffffffffffffffffffffffffffffffffffff81511685526affffffffffffffffffffff60208201511660208601526116c76040820151604087019061166a565b73ffffffffffffffffffffffffffffffffffffffff6060820151166060860152015116910152565b91907f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08411611773579160209360809260ff5f9560405194855216868401526040830152606082015282805260015afa15610d99575f5173ffffffffffffffffffffffffffffffffffffffff81161561176957905f905f90565b505f906001905f90565b5050505f916003919056",
}

// ConditionalTransfer is an auto generated Go binding around an Ethereum contract.
type ConditionalTransfer struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *ConditionalTransfer) GetABI() abi.ABI {
	return c.abi
}

// NewConditionalTransfer creates a new instance of ConditionalTransfer.
func NewConditionalTransfer() *ConditionalTransfer {
	parsed, err := ConditionalTransferMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &ConditionalTransfer{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *ConditionalTransfer) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address escrow) returns()
func (conditionalTransfer *ConditionalTransfer) PackConstructor(escrow common.Address) []byte {
	enc, err := conditionalTransfer.abi.Pack("", escrow)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackESCROW is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe681c4aa.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function ESCROW() view returns(address)
func (conditionalTransfer *ConditionalTransfer) PackESCROW() []byte {
	enc, err := conditionalTransfer.abi.Pack("ESCROW")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackESCROW is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe681c4aa.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function ESCROW() view returns(address)
func (conditionalTransfer *ConditionalTransfer) TryPackESCROW() ([]byte, error) {
	return conditionalTransfer.abi.Pack("ESCROW")
}

// UnpackESCROW is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe681c4aa.
//
// Solidity: function ESCROW() view returns(address)
func (conditionalTransfer *ConditionalTransfer) UnpackESCROW(data []byte) (common.Address, error) {
	out, err := conditionalTransfer.abi.Unpack("ESCROW", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackBuy is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x08676e1c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function buy((uint256,address,address,address,uint64,uint256,uint256) sale, bytes signature, ((address,uint88,uint8,address,uint64),uint256,uint64) seen) returns()
func (conditionalTransfer *ConditionalTransfer) PackBuy(sale IConditionalTransferSale, signature []byte, seen IConditionalTransferSight) []byte {
	enc, err := conditionalTransfer.abi.Pack("buy", sale, signature, seen)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBuy is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x08676e1c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function buy((uint256,address,address,address,uint64,uint256,uint256) sale, bytes signature, ((address,uint88,uint8,address,uint64),uint256,uint64) seen) returns()
func (conditionalTransfer *ConditionalTransfer) TryPackBuy(sale IConditionalTransferSale, signature []byte, seen IConditionalTransferSight) ([]byte, error) {
	return conditionalTransfer.abi.Pack("buy", sale, signature, seen)
}

// PackIsSpent is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x12e82143.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function isSpent(address seller, uint256 nonce) view returns(bool)
func (conditionalTransfer *ConditionalTransfer) PackIsSpent(seller common.Address, nonce *big.Int) []byte {
	enc, err := conditionalTransfer.abi.Pack("isSpent", seller, nonce)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackIsSpent is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x12e82143.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function isSpent(address seller, uint256 nonce) view returns(bool)
func (conditionalTransfer *ConditionalTransfer) TryPackIsSpent(seller common.Address, nonce *big.Int) ([]byte, error) {
	return conditionalTransfer.abi.Pack("isSpent", seller, nonce)
}

// UnpackIsSpent is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x12e82143.
//
// Solidity: function isSpent(address seller, uint256 nonce) view returns(bool)
func (conditionalTransfer *ConditionalTransfer) UnpackIsSpent(data []byte) (bool, error) {
	out, err := conditionalTransfer.abi.Unpack("isSpent", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackSaleDigest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1ab81c0c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function saleDigest((uint256,address,address,address,uint64,uint256,uint256) sale) view returns(bytes32)
func (conditionalTransfer *ConditionalTransfer) PackSaleDigest(sale IConditionalTransferSale) []byte {
	enc, err := conditionalTransfer.abi.Pack("saleDigest", sale)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSaleDigest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1ab81c0c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function saleDigest((uint256,address,address,address,uint64,uint256,uint256) sale) view returns(bytes32)
func (conditionalTransfer *ConditionalTransfer) TryPackSaleDigest(sale IConditionalTransferSale) ([]byte, error) {
	return conditionalTransfer.abi.Pack("saleDigest", sale)
}

// UnpackSaleDigest is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x1ab81c0c.
//
// Solidity: function saleDigest((uint256,address,address,address,uint64,uint256,uint256) sale) view returns(bytes32)
func (conditionalTransfer *ConditionalTransfer) UnpackSaleDigest(data []byte) ([32]byte, error) {
	out, err := conditionalTransfer.abi.Unpack("saleDigest", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackSpend is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1dbf3bc7.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function spend(uint256 nonce) returns()
func (conditionalTransfer *ConditionalTransfer) PackSpend(nonce *big.Int) []byte {
	enc, err := conditionalTransfer.abi.Pack("spend", nonce)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSpend is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1dbf3bc7.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function spend(uint256 nonce) returns()
func (conditionalTransfer *ConditionalTransfer) TryPackSpend(nonce *big.Int) ([]byte, error) {
	return conditionalTransfer.abi.Pack("spend", nonce)
}

// PackTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf02f7f0a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transfer(uint256 position, address to, ((address,uint88,uint8,address,uint64),uint256,uint64) seen) returns()
func (conditionalTransfer *ConditionalTransfer) PackTransfer(position *big.Int, to common.Address, seen IConditionalTransferSight) []byte {
	enc, err := conditionalTransfer.abi.Pack("transfer", position, to, seen)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf02f7f0a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transfer(uint256 position, address to, ((address,uint88,uint8,address,uint64),uint256,uint64) seen) returns()
func (conditionalTransfer *ConditionalTransfer) TryPackTransfer(position *big.Int, to common.Address, seen IConditionalTransferSight) ([]byte, error) {
	return conditionalTransfer.abi.Pack("transfer", position, to, seen)
}

// ConditionalTransferSold represents a Sold event raised by the ConditionalTransfer contract.
type ConditionalTransferSold struct {
	Position  *big.Int
	Seller    common.Address
	Purchaser common.Address
	Token     common.Address
	Price     *big.Int
	Raw       *types.Log // Blockchain specific contextual infos
}

const ConditionalTransferSoldEventName = "Sold"

// ContractEventName returns the user-defined event name.
func (ConditionalTransferSold) ContractEventName() string {
	return ConditionalTransferSoldEventName
}

// UnpackSoldEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Sold(uint256 indexed position, address indexed seller, address indexed purchaser, address token, uint256 price)
func (conditionalTransfer *ConditionalTransfer) UnpackSoldEvent(log *types.Log) (*ConditionalTransferSold, error) {
	event := "Sold"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != conditionalTransfer.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ConditionalTransferSold)
	if len(log.Data) > 0 {
		if err := conditionalTransfer.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range conditionalTransfer.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ConditionalTransferSpent represents a Spent event raised by the ConditionalTransfer contract.
type ConditionalTransferSpent struct {
	Seller common.Address
	Nonce  *big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const ConditionalTransferSpentEventName = "Spent"

// ContractEventName returns the user-defined event name.
func (ConditionalTransferSpent) ContractEventName() string {
	return ConditionalTransferSpentEventName
}

// UnpackSpentEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Spent(address indexed seller, uint256 nonce)
func (conditionalTransfer *ConditionalTransfer) UnpackSpentEvent(log *types.Log) (*ConditionalTransferSpent, error) {
	event := "Spent"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != conditionalTransfer.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ConditionalTransferSpent)
	if len(log.Data) > 0 {
		if err := conditionalTransfer.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range conditionalTransfer.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (conditionalTransfer *ConditionalTransfer) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], conditionalTransfer.abi.Errors["ConditionalTransfer_EscrowWithoutCode"].ID.Bytes()[:4]) {
		return conditionalTransfer.UnpackConditionalTransferEscrowWithoutCodeError(raw[4:])
	}
	if bytes.Equal(raw[:4], conditionalTransfer.abi.Errors["ConditionalTransfer_Late"].ID.Bytes()[:4]) {
		return conditionalTransfer.UnpackConditionalTransferLateError(raw[4:])
	}
	if bytes.Equal(raw[:4], conditionalTransfer.abi.Errors["ConditionalTransfer_NonceSpent"].ID.Bytes()[:4]) {
		return conditionalTransfer.UnpackConditionalTransferNonceSpentError(raw[4:])
	}
	if bytes.Equal(raw[:4], conditionalTransfer.abi.Errors["ConditionalTransfer_NotHolder"].ID.Bytes()[:4]) {
		return conditionalTransfer.UnpackConditionalTransferNotHolderError(raw[4:])
	}
	if bytes.Equal(raw[:4], conditionalTransfer.abi.Errors["ConditionalTransfer_PaymentOther"].ID.Bytes()[:4]) {
		return conditionalTransfer.UnpackConditionalTransferPaymentOtherError(raw[4:])
	}
	if bytes.Equal(raw[:4], conditionalTransfer.abi.Errors["ConditionalTransfer_PurchaserOther"].ID.Bytes()[:4]) {
		return conditionalTransfer.UnpackConditionalTransferPurchaserOtherError(raw[4:])
	}
	if bytes.Equal(raw[:4], conditionalTransfer.abi.Errors["ConditionalTransfer_SignatureInvalid"].ID.Bytes()[:4]) {
		return conditionalTransfer.UnpackConditionalTransferSignatureInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], conditionalTransfer.abi.Errors["ConditionalTransfer_StateChanged"].ID.Bytes()[:4]) {
		return conditionalTransfer.UnpackConditionalTransferStateChangedError(raw[4:])
	}
	if bytes.Equal(raw[:4], conditionalTransfer.abi.Errors["SafeERC20FailedOperation"].ID.Bytes()[:4]) {
		return conditionalTransfer.UnpackSafeERC20FailedOperationError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// ConditionalTransferConditionalTransferEscrowWithoutCode represents a ConditionalTransfer_EscrowWithoutCode error raised by the ConditionalTransfer contract.
type ConditionalTransferConditionalTransferEscrowWithoutCode struct {
	Escrow common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ConditionalTransfer_EscrowWithoutCode(address escrow)
func ConditionalTransferConditionalTransferEscrowWithoutCodeErrorID() common.Hash {
	return common.HexToHash("0x6671a2d6cb36c1e0a8a11b425c92324a2a616199afc1eefde3e21d9248ab9111")
}

// UnpackConditionalTransferEscrowWithoutCodeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ConditionalTransfer_EscrowWithoutCode(address escrow)
func (conditionalTransfer *ConditionalTransfer) UnpackConditionalTransferEscrowWithoutCodeError(raw []byte) (*ConditionalTransferConditionalTransferEscrowWithoutCode, error) {
	out := new(ConditionalTransferConditionalTransferEscrowWithoutCode)
	if err := conditionalTransfer.abi.UnpackIntoInterface(out, "ConditionalTransfer_EscrowWithoutCode", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConditionalTransferConditionalTransferLate represents a ConditionalTransfer_Late error raised by the ConditionalTransfer contract.
type ConditionalTransferConditionalTransferLate struct {
	Deadline  uint64
	Timestamp *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ConditionalTransfer_Late(uint64 deadline, uint256 timestamp)
func ConditionalTransferConditionalTransferLateErrorID() common.Hash {
	return common.HexToHash("0xc72b257a69f17f36570407f425f70d6527fd666e74bf071df3b40288f7296e53")
}

// UnpackConditionalTransferLateError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ConditionalTransfer_Late(uint64 deadline, uint256 timestamp)
func (conditionalTransfer *ConditionalTransfer) UnpackConditionalTransferLateError(raw []byte) (*ConditionalTransferConditionalTransferLate, error) {
	out := new(ConditionalTransferConditionalTransferLate)
	if err := conditionalTransfer.abi.UnpackIntoInterface(out, "ConditionalTransfer_Late", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConditionalTransferConditionalTransferNonceSpent represents a ConditionalTransfer_NonceSpent error raised by the ConditionalTransfer contract.
type ConditionalTransferConditionalTransferNonceSpent struct {
	Seller common.Address
	Nonce  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ConditionalTransfer_NonceSpent(address seller, uint256 nonce)
func ConditionalTransferConditionalTransferNonceSpentErrorID() common.Hash {
	return common.HexToHash("0xe7c6c7b41985296cf31ea6f31d2e168622a2ec172648e6d23ea508d76ddf57c3")
}

// UnpackConditionalTransferNonceSpentError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ConditionalTransfer_NonceSpent(address seller, uint256 nonce)
func (conditionalTransfer *ConditionalTransfer) UnpackConditionalTransferNonceSpentError(raw []byte) (*ConditionalTransferConditionalTransferNonceSpent, error) {
	out := new(ConditionalTransferConditionalTransferNonceSpent)
	if err := conditionalTransfer.abi.UnpackIntoInterface(out, "ConditionalTransfer_NonceSpent", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConditionalTransferConditionalTransferNotHolder represents a ConditionalTransfer_NotHolder error raised by the ConditionalTransfer contract.
type ConditionalTransferConditionalTransferNotHolder struct {
	Caller common.Address
	Holder common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ConditionalTransfer_NotHolder(address caller, address holder)
func ConditionalTransferConditionalTransferNotHolderErrorID() common.Hash {
	return common.HexToHash("0x4895741394e3881bdc5c6148dac0371a0b241281e21fa969ec8854af8e11d9ab")
}

// UnpackConditionalTransferNotHolderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ConditionalTransfer_NotHolder(address caller, address holder)
func (conditionalTransfer *ConditionalTransfer) UnpackConditionalTransferNotHolderError(raw []byte) (*ConditionalTransferConditionalTransferNotHolder, error) {
	out := new(ConditionalTransferConditionalTransferNotHolder)
	if err := conditionalTransfer.abi.UnpackIntoInterface(out, "ConditionalTransfer_NotHolder", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConditionalTransferConditionalTransferPaymentOther represents a ConditionalTransfer_PaymentOther error raised by the ConditionalTransfer contract.
type ConditionalTransferConditionalTransferPaymentOther struct {
	Price    *big.Int
	Received *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ConditionalTransfer_PaymentOther(uint256 price, uint256 received)
func ConditionalTransferConditionalTransferPaymentOtherErrorID() common.Hash {
	return common.HexToHash("0x131ee8ee096fc19cd4e1bf500137199ca7e682b00f8f08502ebccc2114f11d6f")
}

// UnpackConditionalTransferPaymentOtherError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ConditionalTransfer_PaymentOther(uint256 price, uint256 received)
func (conditionalTransfer *ConditionalTransfer) UnpackConditionalTransferPaymentOtherError(raw []byte) (*ConditionalTransferConditionalTransferPaymentOther, error) {
	out := new(ConditionalTransferConditionalTransferPaymentOther)
	if err := conditionalTransfer.abi.UnpackIntoInterface(out, "ConditionalTransfer_PaymentOther", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConditionalTransferConditionalTransferPurchaserOther represents a ConditionalTransfer_PurchaserOther error raised by the ConditionalTransfer contract.
type ConditionalTransferConditionalTransferPurchaserOther struct {
	Caller    common.Address
	Purchaser common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ConditionalTransfer_PurchaserOther(address caller, address purchaser)
func ConditionalTransferConditionalTransferPurchaserOtherErrorID() common.Hash {
	return common.HexToHash("0x964d0cccda7d65fe25b91cd605602ed2aecc689c911b4d66afcbf91d14b6d977")
}

// UnpackConditionalTransferPurchaserOtherError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ConditionalTransfer_PurchaserOther(address caller, address purchaser)
func (conditionalTransfer *ConditionalTransfer) UnpackConditionalTransferPurchaserOtherError(raw []byte) (*ConditionalTransferConditionalTransferPurchaserOther, error) {
	out := new(ConditionalTransferConditionalTransferPurchaserOther)
	if err := conditionalTransfer.abi.UnpackIntoInterface(out, "ConditionalTransfer_PurchaserOther", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConditionalTransferConditionalTransferSignatureInvalid represents a ConditionalTransfer_SignatureInvalid error raised by the ConditionalTransfer contract.
type ConditionalTransferConditionalTransferSignatureInvalid struct {
	Seller common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ConditionalTransfer_SignatureInvalid(address seller)
func ConditionalTransferConditionalTransferSignatureInvalidErrorID() common.Hash {
	return common.HexToHash("0x0d52d8930bdcdeb3324f7581945a4507deae788ea9ac6f6c7da1d28c0a3e6275")
}

// UnpackConditionalTransferSignatureInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ConditionalTransfer_SignatureInvalid(address seller)
func (conditionalTransfer *ConditionalTransfer) UnpackConditionalTransferSignatureInvalidError(raw []byte) (*ConditionalTransferConditionalTransferSignatureInvalid, error) {
	out := new(ConditionalTransferConditionalTransferSignatureInvalid)
	if err := conditionalTransfer.abi.UnpackIntoInterface(out, "ConditionalTransfer_SignatureInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConditionalTransferConditionalTransferStateChanged represents a ConditionalTransfer_StateChanged error raised by the ConditionalTransfer contract.
type ConditionalTransferConditionalTransferStateChanged struct {
	Id         [32]byte
	State      State
	Commitment *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ConditionalTransfer_StateChanged(bytes32 id, (address,uint88,uint8,address,uint64) state, uint256 commitment)
func ConditionalTransferConditionalTransferStateChangedErrorID() common.Hash {
	return common.HexToHash("0xdf6e2127aa85c3017dc02c11e2352fa1e1ba1b4a8a5f0c8e585c23d7a24f4fc1")
}

// UnpackConditionalTransferStateChangedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ConditionalTransfer_StateChanged(bytes32 id, (address,uint88,uint8,address,uint64) state, uint256 commitment)
func (conditionalTransfer *ConditionalTransfer) UnpackConditionalTransferStateChangedError(raw []byte) (*ConditionalTransferConditionalTransferStateChanged, error) {
	out := new(ConditionalTransferConditionalTransferStateChanged)
	if err := conditionalTransfer.abi.UnpackIntoInterface(out, "ConditionalTransfer_StateChanged", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ConditionalTransferSafeERC20FailedOperation represents a SafeERC20FailedOperation error raised by the ConditionalTransfer contract.
type ConditionalTransferSafeERC20FailedOperation struct {
	Token common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SafeERC20FailedOperation(address token)
func ConditionalTransferSafeERC20FailedOperationErrorID() common.Hash {
	return common.HexToHash("0x5274afe73c98b4749fc91ffae6b7b574e7842cb2144a159e9377a5f20b32edf9")
}

// UnpackSafeERC20FailedOperationError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SafeERC20FailedOperation(address token)
func (conditionalTransfer *ConditionalTransfer) UnpackSafeERC20FailedOperationError(raw []byte) (*ConditionalTransferSafeERC20FailedOperation, error) {
	out := new(ConditionalTransferSafeERC20FailedOperation)
	if err := conditionalTransfer.abi.UnpackIntoInterface(out, "SafeERC20FailedOperation", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// EtherEntryMetaData contains all meta data concerning the EtherEntry contract.
var EtherEntryMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"contractIForwardEscrow\",\"name\":\"escrow\",\"type\":\"address\"},{\"internalType\":\"contractIWETH\",\"name\":\"weth\",\"type\":\"address\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[],\"name\":\"ESCROW\",\"outputs\":[{\"internalType\":\"contractIForwardEscrow\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"WETH\",\"outputs\":[{\"internalType\":\"contractIWETH\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes\",\"name\":\"params\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"task\",\"type\":\"bytes\"}],\"name\":\"open\",\"outputs\":[{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"}],\"stateMutability\":\"payable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"weth\",\"type\":\"address\"}],\"name\":\"EtherEntry_ApprovalRefused\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"part\",\"type\":\"address\"}],\"name\":\"EtherEntry_PartWithoutCode\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"weth\",\"type\":\"address\"}],\"name\":\"EtherEntry_TokenOther\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"price\",\"type\":\"uint256\"}],\"name\":\"EtherEntry_ValueOther\",\"type\":\"error\"}]",
	ID:  "1695dc5c90a1167f373087154bc2a820c5",
	Bin: "0x60c080604052346101155760408161085b803803809161001f8285610152565b833981010312610115578051906001600160a01b0382169081830361011557602001516001600160a01b0381169283820361011557823b1561013f57833b1561012c5760805260a05260405163095ea7b360e01b815260048101919091525f1960248201526020816044815f865af1908115610121575f916100e2575b50156100d0576040516106d1908161018a82396080518181816089015261040c015260a05181818161014901526105910152f35b63f5d7617560e01b5f5260045260245ffd5b90506020813d602011610119575b816100fd60209383610152565b8101031261011557518015158103610115575f61009c565b5f80fd5b3d91506100f0565b6040513d5f823e3d90fd5b83633892248160e21b5f5260045260245ffd5b82633892248160e21b5f5260045260245ffd5b601f909101601f19168101906001600160401b0382119082101761017557604052565b634e487b7160e01b5f52604160045260245ffdfe6080806040526004361015610012575f80fd5b5f905f3560e01c908163ad5c46481461054957508063bedc7d90146100b05763e681c4aa1461003f575f80fd5b346100ad57807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126100ad57602060405173ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b80fd5b507ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360161026081126104b057610200136104b0576102243567ffffffffffffffff81116104b0576101069036906004016105b5565b906102443567ffffffffffffffff81116104b0576101289036906004016105b5565b9173ffffffffffffffffffffffffffffffffffffffff6101466105e3565b817f00000000000000000000000000000000000000000000000000000000000000001691829116036104fd576fffffffffffffffffffffffffffffffff61018b610606565b1634036104b457803b156104b0575f600491604051928380927fd0e30db000000000000000000000000000000000000000000000000000000000825234905af180156104a557610490575b50604051937f5fb4193000000000000000000000000000000000000000000000000000000000855260043573ffffffffffffffffffffffffffffffffffffffff811680910361048c5760048601526024356024860152604435604486015260643573ffffffffffffffffffffffffffffffffffffffff811680910361048c5760648601526084356fffffffffffffffffffffffffffffffff811680910361048c57608486015260a4356bffffffffffffffffffffffff811680910361048c5760a486015260c43560c486015260e43567ffffffffffffffff811680910361048c5760e48601526101043567ffffffffffffffff811680910361048c576101048601526101243567ffffffffffffffff811680910361048c576101248601526101443567ffffffffffffffff811680910361048c57610144860152610164356fffffffffffffffffffffffffffffffff811680910361048c576101648601526101843573ffffffffffffffffffffffffffffffffffffffff811680910361048c576101848601526101a4359267ffffffffffffffff841680940361048c576020946103c18795946103f29487966101a48801526101c4356101c48801526101e4356101e48801523361020488015261020435610224880152610280610244880152610284870191610693565b917ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc85840301610264860152610693565b03818573ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000165af1908115610481578291610447575b602082604051908152f35b90506020813d602011610479575b8161046260209383610625565b810103126104755760209150515f61043c565b5080fd5b3d9150610455565b6040513d84823e3d90fd5b8680fd5b61049d9195505f90610625565b5f935f6101d6565b6040513d5f823e3d90fd5b5f80fd5b6fffffffffffffffffffffffffffffffff6104cd610606565b7f9d9888b7000000000000000000000000000000000000000000000000000000005f52346004521660245260445ffd5b73ffffffffffffffffffffffffffffffffffffffff61051a6105e3565b7fedf73ec3000000000000000000000000000000000000000000000000000000005f521660045260245260445ffd5b346104b0575f7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126104b05760209073ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b9181601f840112156104b05782359167ffffffffffffffff83116104b057602083818601950101116104b057565b60643573ffffffffffffffffffffffffffffffffffffffff811681036104b05790565b6084356fffffffffffffffffffffffffffffffff811681036104b05790565b90601f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0910116810190811067ffffffffffffffff82111761066657604052565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b601f82602094937fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe093818652868601375f858286010152011601019056",
}

// EtherEntry is an auto generated Go binding around an Ethereum contract.
type EtherEntry struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *EtherEntry) GetABI() abi.ABI {
	return c.abi
}

// NewEtherEntry creates a new instance of EtherEntry.
func NewEtherEntry() *EtherEntry {
	parsed, err := EtherEntryMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &EtherEntry{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *EtherEntry) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address escrow, address weth) returns()
func (etherEntry *EtherEntry) PackConstructor(escrow common.Address, weth common.Address) []byte {
	enc, err := etherEntry.abi.Pack("", escrow, weth)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackESCROW is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe681c4aa.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function ESCROW() view returns(address)
func (etherEntry *EtherEntry) PackESCROW() []byte {
	enc, err := etherEntry.abi.Pack("ESCROW")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackESCROW is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe681c4aa.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function ESCROW() view returns(address)
func (etherEntry *EtherEntry) TryPackESCROW() ([]byte, error) {
	return etherEntry.abi.Pack("ESCROW")
}

// UnpackESCROW is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe681c4aa.
//
// Solidity: function ESCROW() view returns(address)
func (etherEntry *EtherEntry) UnpackESCROW(data []byte) (common.Address, error) {
	out, err := etherEntry.abi.Unpack("ESCROW", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackWETH is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xad5c4648.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function WETH() view returns(address)
func (etherEntry *EtherEntry) PackWETH() []byte {
	enc, err := etherEntry.abi.Pack("WETH")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackWETH is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xad5c4648.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function WETH() view returns(address)
func (etherEntry *EtherEntry) TryPackWETH() ([]byte, error) {
	return etherEntry.abi.Pack("WETH")
}

// UnpackWETH is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xad5c4648.
//
// Solidity: function WETH() view returns(address)
func (etherEntry *EtherEntry) UnpackWETH(data []byte) (common.Address, error) {
	out, err := etherEntry.abi.Unpack("WETH", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackOpen is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbedc7d90.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function open((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256) terms, bytes32 salt, bytes params, bytes task) payable returns(bytes32 id)
func (etherEntry *EtherEntry) PackOpen(terms Terms, salt [32]byte, params []byte, task []byte) []byte {
	enc, err := etherEntry.abi.Pack("open", terms, salt, params, task)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOpen is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbedc7d90.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function open((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256) terms, bytes32 salt, bytes params, bytes task) payable returns(bytes32 id)
func (etherEntry *EtherEntry) TryPackOpen(terms Terms, salt [32]byte, params []byte, task []byte) ([]byte, error) {
	return etherEntry.abi.Pack("open", terms, salt, params, task)
}

// UnpackOpen is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xbedc7d90.
//
// Solidity: function open((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256) terms, bytes32 salt, bytes params, bytes task) payable returns(bytes32 id)
func (etherEntry *EtherEntry) UnpackOpen(data []byte) ([32]byte, error) {
	out, err := etherEntry.abi.Unpack("open", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (etherEntry *EtherEntry) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], etherEntry.abi.Errors["EtherEntry_ApprovalRefused"].ID.Bytes()[:4]) {
		return etherEntry.UnpackEtherEntryApprovalRefusedError(raw[4:])
	}
	if bytes.Equal(raw[:4], etherEntry.abi.Errors["EtherEntry_PartWithoutCode"].ID.Bytes()[:4]) {
		return etherEntry.UnpackEtherEntryPartWithoutCodeError(raw[4:])
	}
	if bytes.Equal(raw[:4], etherEntry.abi.Errors["EtherEntry_TokenOther"].ID.Bytes()[:4]) {
		return etherEntry.UnpackEtherEntryTokenOtherError(raw[4:])
	}
	if bytes.Equal(raw[:4], etherEntry.abi.Errors["EtherEntry_ValueOther"].ID.Bytes()[:4]) {
		return etherEntry.UnpackEtherEntryValueOtherError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// EtherEntryEtherEntryApprovalRefused represents a EtherEntry_ApprovalRefused error raised by the EtherEntry contract.
type EtherEntryEtherEntryApprovalRefused struct {
	Weth common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error EtherEntry_ApprovalRefused(address weth)
func EtherEntryEtherEntryApprovalRefusedErrorID() common.Hash {
	return common.HexToHash("0xf5d76175a5f053d98aefcf79f5a69c79d06fd6575bed8459e8b9400ab842f8ef")
}

// UnpackEtherEntryApprovalRefusedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error EtherEntry_ApprovalRefused(address weth)
func (etherEntry *EtherEntry) UnpackEtherEntryApprovalRefusedError(raw []byte) (*EtherEntryEtherEntryApprovalRefused, error) {
	out := new(EtherEntryEtherEntryApprovalRefused)
	if err := etherEntry.abi.UnpackIntoInterface(out, "EtherEntry_ApprovalRefused", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// EtherEntryEtherEntryPartWithoutCode represents a EtherEntry_PartWithoutCode error raised by the EtherEntry contract.
type EtherEntryEtherEntryPartWithoutCode struct {
	Part common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error EtherEntry_PartWithoutCode(address part)
func EtherEntryEtherEntryPartWithoutCodeErrorID() common.Hash {
	return common.HexToHash("0xe248920418ebb3109417a0565e92b9ace4b5dadf6e22044dd8a19b6e5b25ecfb")
}

// UnpackEtherEntryPartWithoutCodeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error EtherEntry_PartWithoutCode(address part)
func (etherEntry *EtherEntry) UnpackEtherEntryPartWithoutCodeError(raw []byte) (*EtherEntryEtherEntryPartWithoutCode, error) {
	out := new(EtherEntryEtherEntryPartWithoutCode)
	if err := etherEntry.abi.UnpackIntoInterface(out, "EtherEntry_PartWithoutCode", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// EtherEntryEtherEntryTokenOther represents a EtherEntry_TokenOther error raised by the EtherEntry contract.
type EtherEntryEtherEntryTokenOther struct {
	Token common.Address
	Weth  common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error EtherEntry_TokenOther(address token, address weth)
func EtherEntryEtherEntryTokenOtherErrorID() common.Hash {
	return common.HexToHash("0xedf73ec3b96652ad3ff59c4bca87d1ac0c3f66e4ee80e346e249bdff9776124a")
}

// UnpackEtherEntryTokenOtherError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error EtherEntry_TokenOther(address token, address weth)
func (etherEntry *EtherEntry) UnpackEtherEntryTokenOtherError(raw []byte) (*EtherEntryEtherEntryTokenOther, error) {
	out := new(EtherEntryEtherEntryTokenOther)
	if err := etherEntry.abi.UnpackIntoInterface(out, "EtherEntry_TokenOther", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// EtherEntryEtherEntryValueOther represents a EtherEntry_ValueOther error raised by the EtherEntry contract.
type EtherEntryEtherEntryValueOther struct {
	Value *big.Int
	Price *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error EtherEntry_ValueOther(uint256 value, uint256 price)
func EtherEntryEtherEntryValueOtherErrorID() common.Hash {
	return common.HexToHash("0x9d9888b75066f358f3c869f12bba6d396020bd140640f425370a0d9833376d07")
}

// UnpackEtherEntryValueOtherError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error EtherEntry_ValueOther(uint256 value, uint256 price)
func (etherEntry *EtherEntry) UnpackEtherEntryValueOtherError(raw []byte) (*EtherEntryEtherEntryValueOther, error) {
	out := new(EtherEntryEtherEntryValueOther)
	if err := etherEntry.abi.UnpackIntoInterface(out, "EtherEntry_ValueOther", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowMetaData contains all meta data concerning the ForwardEscrow contract.
var ForwardEscrowMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"claimDelay\",\"type\":\"uint64\"},{\"internalType\":\"contractIRounds\",\"name\":\"rounds\",\"type\":\"address\"},{\"internalType\":\"contractPositionDescriptor\",\"name\":\"descriptor\",\"type\":\"address\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[],\"name\":\"CLAIM_DELAY\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"DESCRIPTOR\",\"outputs\":[{\"internalType\":\"contractPositionDescriptor\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"ROUNDS\",\"outputs\":[{\"internalType\":\"contractIRounds\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"}],\"internalType\":\"structForward\",\"name\":\"forward\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"holder\",\"type\":\"address\"}],\"name\":\"accept\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"h\",\"type\":\"uint256\"}],\"name\":\"announce\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"h\",\"type\":\"uint256\"}],\"name\":\"announcedAt\",\"outputs\":[{\"internalType\":\"uint64\",\"name\":\"\",\"type\":\"uint64\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"token\",\"type\":\"uint256\"}],\"name\":\"approve\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"}],\"name\":\"balanceOf\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"recipient\",\"type\":\"address\"}],\"name\":\"claimOf\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"}],\"internalType\":\"structForward\",\"name\":\"forward\",\"type\":\"tuple\"},{\"internalType\":\"uint256\",\"name\":\"toBuyer\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"deadline\",\"type\":\"uint256\"},{\"internalType\":\"bytes\",\"name\":\"buyerConsent\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"providerConsent\",\"type\":\"bytes\"}],\"name\":\"close\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"}],\"internalType\":\"structForward\",\"name\":\"forward\",\"type\":\"tuple\"},{\"internalType\":\"uint256\",\"name\":\"toBuyer\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"deadline\",\"type\":\"uint256\"}],\"name\":\"closeDigest\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"}],\"internalType\":\"structForward\",\"name\":\"forward\",\"type\":\"tuple\"}],\"name\":\"forwardId\",\"outputs\":[{\"internalType\":\"ForwardId\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"token\",\"type\":\"uint256\"}],\"name\":\"getApproved\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"}],\"internalType\":\"structForward\",\"name\":\"forward\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"recipient\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"uint64\",\"name\":\"from\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"to\",\"type\":\"uint64\"},{\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"}],\"internalType\":\"structStep\",\"name\":\"step\",\"type\":\"tuple\"},{\"internalType\":\"uint256\",\"name\":\"commitment\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"beacon\",\"type\":\"uint256\"},{\"internalType\":\"uint256[]\",\"name\":\"payload\",\"type\":\"uint256[]\"},{\"internalType\":\"uint256\",\"name\":\"h\",\"type\":\"uint256\"}],\"internalType\":\"structDelivery\",\"name\":\"delivery\",\"type\":\"tuple\"}],\"name\":\"header\",\"outputs\":[{\"internalType\":\"uint256[9]\",\"name\":\"words\",\"type\":\"uint256[9]\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"}],\"name\":\"isApprovedForAll\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"who\",\"type\":\"address\"}],\"name\":\"mayDeliver\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"name\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"pure\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes\",\"name\":\"params\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"task\",\"type\":\"bytes\"}],\"name\":\"open\",\"outputs\":[{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"who\",\"type\":\"address\"}],\"name\":\"owed\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"token\",\"type\":\"uint256\"}],\"name\":\"ownerOf\",\"outputs\":[{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"}],\"internalType\":\"structForward\",\"name\":\"forward\",\"type\":\"tuple\"}],\"name\":\"reclaim\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"from\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"token\",\"type\":\"uint256\"}],\"name\":\"safeTransferFrom\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"from\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"token\",\"type\":\"uint256\"},{\"internalType\":\"bytes\",\"name\":\"data\",\"type\":\"bytes\"}],\"name\":\"safeTransferFrom\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"},{\"internalType\":\"bool\",\"name\":\"approved\",\"type\":\"bool\"}],\"name\":\"setApprovalForAll\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"}],\"internalType\":\"structForward\",\"name\":\"forward\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"recipient\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"uint64\",\"name\":\"from\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"to\",\"type\":\"uint64\"},{\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"}],\"internalType\":\"structStep\",\"name\":\"step\",\"type\":\"tuple\"},{\"internalType\":\"uint256\",\"name\":\"commitment\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"beacon\",\"type\":\"uint256\"},{\"internalType\":\"uint256[]\",\"name\":\"payload\",\"type\":\"uint256[]\"},{\"internalType\":\"uint256\",\"name\":\"h\",\"type\":\"uint256\"}],\"internalType\":\"structDelivery\",\"name\":\"delivery\",\"type\":\"tuple\"},{\"internalType\":\"bytes\",\"name\":\"proof\",\"type\":\"bytes\"}],\"name\":\"settle\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"paid\",\"type\":\"uint256\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"index\",\"type\":\"uint256\"},{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"mask\",\"type\":\"uint256\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint32\",\"name\":\"n\",\"type\":\"uint32\"},{\"internalType\":\"uint256\",\"name\":\"gasLimit\",\"type\":\"uint256\"},{\"components\":[{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"}],\"internalType\":\"structForward\",\"name\":\"forward\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"recipient\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"uint64\",\"name\":\"from\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"to\",\"type\":\"uint64\"},{\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"}],\"internalType\":\"structStep\",\"name\":\"step\",\"type\":\"tuple\"},{\"internalType\":\"uint256\",\"name\":\"commitment\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"beacon\",\"type\":\"uint256\"},{\"internalType\":\"uint256[]\",\"name\":\"payload\",\"type\":\"uint256[]\"},{\"internalType\":\"uint256\",\"name\":\"h\",\"type\":\"uint256\"}],\"internalType\":\"structDelivery[]\",\"name\":\"deliveries\",\"type\":\"tuple[]\"},{\"internalType\":\"bytes\",\"name\":\"proof\",\"type\":\"bytes\"}],\"internalType\":\"structGroup[]\",\"name\":\"groups\",\"type\":\"tuple[]\"}],\"name\":\"settleGroup\",\"outputs\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"recipient\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"}],\"internalType\":\"structPayment[]\",\"name\":\"\",\"type\":\"tuple[]\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint32\",\"name\":\"n\",\"type\":\"uint32\"},{\"internalType\":\"uint256\",\"name\":\"gasLimit\",\"type\":\"uint256\"},{\"components\":[{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"}],\"internalType\":\"structForward\",\"name\":\"forward\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"recipient\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"uint64\",\"name\":\"from\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"to\",\"type\":\"uint64\"},{\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"}],\"internalType\":\"structStep\",\"name\":\"step\",\"type\":\"tuple\"},{\"internalType\":\"uint256\",\"name\":\"commitment\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"beacon\",\"type\":\"uint256\"},{\"internalType\":\"uint256[]\",\"name\":\"payload\",\"type\":\"uint256[]\"},{\"internalType\":\"uint256\",\"name\":\"h\",\"type\":\"uint256\"}],\"internalType\":\"structDelivery[]\",\"name\":\"deliveries\",\"type\":\"tuple[]\"},{\"internalType\":\"bytes\",\"name\":\"proof\",\"type\":\"bytes\"}],\"internalType\":\"structGroup[]\",\"name\":\"groups\",\"type\":\"tuple[]\"}],\"name\":\"settleMany\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"}],\"name\":\"stateOf\",\"outputs\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"uint88\",\"name\":\"delivered\",\"type\":\"uint88\"},{\"internalType\":\"enumEnd\",\"name\":\"end\",\"type\":\"uint8\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"cursor\",\"type\":\"uint64\"}],\"internalType\":\"structState\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"}],\"internalType\":\"structForward\",\"name\":\"forward\",\"type\":\"tuple\"}],\"name\":\"statusOf\",\"outputs\":[{\"internalType\":\"enumStatus\",\"name\":\"\",\"type\":\"uint8\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes4\",\"name\":\"interfaceId\",\"type\":\"bytes4\"}],\"name\":\"supportsInterface\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"pure\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"symbol\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"pure\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"token\",\"type\":\"uint256\"}],\"name\":\"tokenURI\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"from\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"token\",\"type\":\"uint256\"}],\"name\":\"transferFrom\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"}],\"name\":\"withdraw\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"}],\"name\":\"Accepted\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"h\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"uint64\",\"name\":\"at\",\"type\":\"uint64\"}],\"name\":\"Announced\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"approved\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"tokenId\",\"type\":\"uint256\"}],\"name\":\"Approval\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"bool\",\"name\":\"approved\",\"type\":\"bool\"}],\"name\":\"ApprovalForAll\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"toBuyer\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"toProvider\",\"type\":\"uint256\"}],\"name\":\"Closed\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"}],\"name\":\"Credited\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"key\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"uint32\",\"name\":\"n\",\"type\":\"uint32\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"count\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"settled\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"uint256[]\",\"name\":\"others\",\"type\":\"uint256[]\"},{\"indexed\":false,\"internalType\":\"bytes\",\"name\":\"proof\",\"type\":\"bytes\"}],\"name\":\"GroupSettled\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"bytes\",\"name\":\"reason\",\"type\":\"bytes\"}],\"name\":\"GroupSkipped\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"indexed\":false,\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"indexed\":false,\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"bytes\",\"name\":\"params\",\"type\":\"bytes\"},{\"indexed\":false,\"internalType\":\"bytes\",\"name\":\"task\",\"type\":\"bytes\"}],\"name\":\"Opened\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"toBuyer\",\"type\":\"uint256\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"toProvider\",\"type\":\"uint256\"}],\"name\":\"Reclaimed\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"recipient\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"key\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"paid\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"progress\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"commitment\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"beacon\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"h\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"uint256[]\",\"name\":\"payload\",\"type\":\"uint256[]\"},{\"indexed\":false,\"internalType\":\"bytes\",\"name\":\"proof\",\"type\":\"bytes\"}],\"name\":\"Settled\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"bytes\",\"name\":\"reason\",\"type\":\"bytes\"}],\"name\":\"Skipped\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"from\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"tokenId\",\"type\":\"uint256\"}],\"name\":\"Transfer\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"from\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"}],\"name\":\"Withdrawn\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"tokenId\",\"type\":\"uint256\"},{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"}],\"name\":\"ERC721IncorrectOwner\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"tokenId\",\"type\":\"uint256\"}],\"name\":\"ERC721InsufficientApproval\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"approver\",\"type\":\"address\"}],\"name\":\"ERC721InvalidApprover\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"operator\",\"type\":\"address\"}],\"name\":\"ERC721InvalidOperator\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"}],\"name\":\"ERC721InvalidOwner\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"receiver\",\"type\":\"address\"}],\"name\":\"ERC721InvalidReceiver\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"}],\"name\":\"ERC721InvalidSender\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"tokenId\",\"type\":\"uint256\"}],\"name\":\"ERC721NonexistentToken\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"timestamp\",\"type\":\"uint256\"}],\"name\":\"ForwardEscrow_AcceptByInvalid\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"timestamp\",\"type\":\"uint256\"}],\"name\":\"ForwardEscrow_AcceptanceOver\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"}],\"name\":\"ForwardEscrow_AlreadyAccepted\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"}],\"name\":\"ForwardEscrow_AlreadyOpened\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"}],\"name\":\"ForwardEscrow_AlreadySettled\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"blockNumber\",\"type\":\"uint256\"}],\"name\":\"ForwardEscrow_BeaconBlockPassed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"timestamp\",\"type\":\"uint256\"}],\"name\":\"ForwardEscrow_BeforeAcceptBy\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"timestamp\",\"type\":\"uint256\"}],\"name\":\"ForwardEscrow_BeforeSettleBy\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ForwardEscrow_BondZero\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"}],\"name\":\"ForwardEscrow_BuyerInvalid\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"}],\"name\":\"ForwardEscrow_CallerNotEscrow\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ForwardEscrow_ClaimDelayZero\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"deadline\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"timestamp\",\"type\":\"uint256\"}],\"name\":\"ForwardEscrow_ConsentExpired\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"holder\",\"type\":\"address\"}],\"name\":\"ForwardEscrow_ConsentInvalid\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ForwardEscrow_DeliveriesOverlap\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"available\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"needed\",\"type\":\"uint256\"}],\"name\":\"ForwardEscrow_GasTooLow\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"count\",\"type\":\"uint256\"}],\"name\":\"ForwardEscrow_GroupSizeInvalid\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"holder\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"}],\"name\":\"ForwardEscrow_HolderDidNotAgree\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"holder\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"}],\"name\":\"ForwardEscrow_HolderInvalid\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"}],\"name\":\"ForwardEscrow_NotAccepted\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"who\",\"type\":\"address\"}],\"name\":\"ForwardEscrow_NothingOwed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"}],\"name\":\"ForwardEscrow_OpenForwardNotPlain\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"}],\"name\":\"ForwardEscrow_ParamsNotInField\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"part\",\"type\":\"address\"}],\"name\":\"ForwardEscrow_PartWithoutCode\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"reason\",\"type\":\"bytes\"}],\"name\":\"ForwardEscrow_PredicateRefused\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"}],\"name\":\"ForwardEscrow_PredicateWithoutCode\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ForwardEscrow_PriceZero\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"uint96\",\"name\":\"most\",\"type\":\"uint96\"}],\"name\":\"ForwardEscrow_QuantityTooLarge\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ForwardEscrow_QuantityZero\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"recipient\",\"type\":\"address\"}],\"name\":\"ForwardEscrow_RecipientInvalid\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"name\":\"ForwardEscrow_SealingKeyInvalid\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"toBuyer\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"left\",\"type\":\"uint256\"}],\"name\":\"ForwardEscrow_ShareTooLarge\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"settled\",\"type\":\"uint256\"}],\"name\":\"ForwardEscrow_SomeDeclined\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"expected\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"received\",\"type\":\"uint256\"}],\"name\":\"ForwardEscrow_TokenDeliversOther\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"}],\"name\":\"ForwardEscrow_TokenWithoutCode\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"}],\"name\":\"ForwardEscrow_WindowInvalid\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"timestamp\",\"type\":\"uint256\"}],\"name\":\"ForwardEscrow_WindowOver\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ReentrancyGuardReentrantCall\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"}],\"name\":\"SafeERC20FailedOperation\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"}],\"name\":\"ForwardEscrow_AlreadyClosed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"}],\"name\":\"ForwardEscrow_AlreadyReclaimed\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"h\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"settleFrom\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"timestamp\",\"type\":\"uint256\"}],\"name\":\"ForwardEscrow_AnnouncementTooRecent\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"timestamp\",\"type\":\"uint256\"}],\"name\":\"ForwardEscrow_BeforeStart\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"h\",\"type\":\"uint256\"}],\"name\":\"ForwardEscrow_NotAnnounced\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"}],\"name\":\"ForwardEscrow_NotProvider\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"}],\"name\":\"ForwardEscrow_PredicateDeclined\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"group\",\"type\":\"address\"}],\"name\":\"ForwardEscrow_PredicateOther\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"commitment\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"beacon\",\"type\":\"uint256\"}],\"name\":\"ForwardEscrow_RoundsInvalid\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"timestamp\",\"type\":\"uint256\"}],\"name\":\"ForwardEscrow_SettlementOver\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"from\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"to\",\"type\":\"uint64\"},{\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"}],\"name\":\"ForwardEscrow_StepInvalid\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"from\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"to\",\"type\":\"uint64\"},{\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"},{\"internalType\":\"uint64\",\"name\":\"cursor\",\"type\":\"uint64\"},{\"internalType\":\"uint96\",\"name\":\"left\",\"type\":\"uint96\"}],\"name\":\"ForwardEscrow_StepOutOfOrder\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"}],\"name\":\"ForwardEscrow_UnknownForward\",\"type\":\"error\"}]",
	ID:  "3c25087f657e7d104dde81baf00fa09d43",
	Bin: "0x60e0346100fd57601f615b5438819003918201601f19168301916001600160401b03831184841017610101578084926060946040528339810103126100fd5780516001600160401b038116918282036100fd576020810151926001600160a01b038416918285036100fd57604001516001600160a01b0381168082036100fd57803b156100dc5750608052156100ee57803b156100dc575060a05260c052604051615a3e90816101168239608051818181610bd801526125f2015260a051818181610a1501526158ad015260c051818181610cc801526150a80152f35b638572c3b760e01b5f5260045260245ffd5b632254ac2b60e01b5f5260045ffd5b5f80fd5b634e487b7160e01b5f52604160045260245ffdfe6080806040526004361015610012575f80fd5b5f3560e01c90816301ffc9a714612e005750806306fdde0314612da1578063081812fc14612d62578063095ea7b314612c395780630bbd22c51461293c5780630c8559af146126165780631ddc2020146125d357806323b872dd146125b4578063272c4fa11461257d57806328079e4a14612529578063303074d21461250a57806342842e0e14612324578063495ded7614612063578063523b4f0314611fc15780635fb41930146116905780636352211e1461165e57806364482ac41461158757806370a082311461151e57806395d89b41146114bf578063a22cb465146113c1578063a27c9b6f146113a2578063a3e73abd14611079578063ae964bb814610fc2578063b42eca0814610f5f578063b88d4fde14610cec578063c7abf75514610ca9578063c87b56dd14610b0e578063cba4222014610ad1578063dde5ed1b14610a39578063e18132c4146109f5578063e943ceac1461099b578063e985e9c514610942578063f1f4c09e1461037b5763f940e38514610192575f80fd5b34610377576040600319360112610377576101ab612ef4565b6101b3612f0a565b906101bc613c28565b6101c582614da6565b15610342576001600160a01b031690815f52600560205260405f206001600160a01b0333165f5260205260405f2054908115610312576001600160a01b0390835f52600560205260405f208233165f526020525f6040812055169081604051828152847fa4195c37c2947bbe89165f03e320b6903116f0b10d8cfdb522330f7ce6f9fa2460203393a4604051917fa9059cbb000000000000000000000000000000000000000000000000000000005f526004528060245260205f60448180875af160015f51148116156102f3575b82604052156102c757602092505f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d8152f35b827f5274afe7000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b600181151661030957833b15153d151616610293565b823d5f823e3d90fd5b827f52a9f153000000000000000000000000000000000000000000000000000000005f526004523360245260445ffd5b6001600160a01b03827f81eee08d000000000000000000000000000000000000000000000000000000005f521660045260245ffd5b5f80fd5b3461037757600319360160208112610377576004359067ffffffffffffffff821161037757906103ae3682600401612fab565b6103b9929192613c28565b5f935f5b82811061090a57506103de85906001604051925f84520160051b8201604052565b9360605f940190601f19607f3601169360603601915b81871061047a57875f5b8151811015610455578061044f6001600160a01b0361041f60019486613b9d565b5151166001600160a01b0360206104368588613b9d565b5101511660406104468588613b9d565b510151916147f2565b016103fe565b5f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b60406104878884846132d8565b0135985a604051907fae964bb8000000000000000000000000000000000000000000000000000000008252896004830152602482019b338d527fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff604484015287606484018a60048237528983016040526105055a5a60061c90613053565b9c6103e882019d8e831161082f578e81106108da57505f80809d9e9f508986823087f1933d81523d602082019d8e3e601f19603f3d01168101604052809c85159182610864575b5050610749575b505050156106e1578751880160208101986020818303126103775760208101519067ffffffffffffffff821161037757019880603f8b0112156103775760208a01519167ffffffffffffffff83116106b4576040519a6105ba6020600586901b018d613014565b838c5260208c0193606002810160200160200192831161037757604001925b82841061066757505050506105f090885190613053565b935f5b885181101561064c57806106468c8b6001600160a01b0361061660019683613b9d565b515116604061063d866001600160a01b0360206106338388613b9d565b5101511694613b9d565b510151926154f3565b016105f3565b5092959194976001919497505b0195979693909491926103f4565b60606020858403011261037757602060609160405161068581612ff8565b61068e87613b89565b815261069b838801613b89565b83820152604087015160408201528152019301926105d9565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b96978295987f197d96d78d33a896e8b53fa6c1842334e84d4a5cb0d0f5e80287e2d152278a366107416001600160a01b0361072b61072686889b9a9d996001996132d8565b613265565b1692604051918291602083526020830190612ecf565b0390a2610659565b519a509150610759905a90613053565b8181101561085c5761076a91613053565b604051987fae964bb8000000000000000000000000000000000000000000000000000000008a528a60048b01523360248b015260448a01528560648a018860048237528789016040526107c15a5a60061c90613053565b6103e882019081831161082f578181106108015750505f858a8280943090f1973d81523d5f602083013e601f19603f3d01168101604052978b8080610553565b7fedd79d27000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b50505f61076a565b7f47071270000000000000000000000000000000000000000000000000000000009250907fffffffff000000000000000000000000000000000000000000000000000000009151905182811691600481106108c5575b505016148f8061054c565b839250829060040360031b1b16165f806108ba565b8e907fedd79d27000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b929190939461093560019161092d61092387868b6132d8565b6060810190613b35565b919050613060565b93019493909192946103bd565b346103775760406003193601126103775761095b612ef4565b6001600160a01b0361096b612f0a565b91165f5260036020526001600160a01b0360405f2091165f52602052602060ff60405f2054166040519015158152f35b3461037757610240600319360112610377576109b56139bd565b60405160098210156109c8576020918152f35b7f4e487b71000000000000000000000000000000000000000000000000000000005f52602160045260245ffd5b34610377575f60031936011261037757602060405167ffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b34610377576040600319360112610377576020610ac9610a57612f0a565b60043560a0906001600160a01b037effffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff93604051927fca8d0cdd4937e3039dde4945680f47511811577495b0a01f3838f6b86800db6a84524660208501523060408501526060840152166080820152201690565b604051908152f35b3461037757600319360161028081126103775761024013610377576020610ac96102643561024435610b09610b04613c9c565b613d55565b614b0b565b3461037757602060031936011261037757600167ffffffffffffffff610b35600435613bb1565b50815f949294525f60205260405f2090604051947f48412855000000000000000000000000000000000000000000000000000000008652600486015215156024850152610baf81546001600160a01b03811660448701526affffffffffffffffffffff8160a01c166064870152608486019060f81c612f9e565b01546001600160a01b03811660a484015260a01c1660c48201525f8160e4816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa8015610c9e575f90610c23575b610c1f90604051918291602083526020830190612ecf565b0390f35b503d805f833e610c338183613014565b8101906020818303126103775780519067ffffffffffffffff821161037757019080601f83011215610377578151610c6a81613037565b91610c786040519384613014565b81835260208285010111610377576020815f9282610c1f96018386015e83010152610c07565b6040513d5f823e3d90fd5b34610377575f6003193601126103775760206040516001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b3461037757608060031936011261037757610d05612ef4565b610d0d612f0a565b606435916044359167ffffffffffffffff84116103775736602385011215610377578360040135610d3d81613037565b94610d4b6040519687613014565b818652366024838301011161037757815f926024602093018389013786010152610d73613c28565b610d7e838284614118565b803b610da9575f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b602091610e086001600160a01b038093169560405195869485947f150b7a020000000000000000000000000000000000000000000000000000000086523360048701521660248501526044840152608060648401526084830190612ecf565b03815f865af15f9181610f02575b50610e8457503d15610e7d573d610e2c81613037565b90610e3a6040519283613014565b81523d5f602083013e5b80519081610e7857827f64a0ae92000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b602001fd5b6060610e44565b7fffffffff000000000000000000000000000000000000000000000000000000007f150b7a0200000000000000000000000000000000000000000000000000000000911603610ed7575080808080610455565b7f64a0ae92000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b9091506020813d602011610f57575b81610f1e60209383613014565b8101031261037757517fffffffff0000000000000000000000000000000000000000000000000000000081168103610377579083610e16565b3d9150610f11565b34610377576040600319360112610377576020600435610f7d612f0a565b815f525f83526001600160a01b03600160405f20015416908115159283610fac575b5050506040519015158152f35b610fba935060011891614d33565b828080610f9f565b3461037757608060031936011261037757610fdb612f0a565b6064359067ffffffffffffffff821161037757610fff61100c923690600401612fab565b9160443590600435613345565b6040518091602082016020835281518091526020604084019201905f5b818110611037575050500390f35b9193509160206060600192604087516001600160a01b0381511683526001600160a01b0385820151168584015201516040820152019401910191849392611029565b346103775760031936016102c0811261037757610240136103775761026435610244356102843567ffffffffffffffff8111610377576110bd903690600401612f70565b91906102a43567ffffffffffffffff8111610377576110e0903690600401612f70565b906110e9613c28565b6110f1613c9c565b916110fb83613d55565b91825f525f60205260405f20966040519561111587612fdc565b8854986001600160a01b038a16885260208801996affffffffffffffffffffff8160a01c168b5260f81c9060038210156109c85760019160408a015201549867ffffffffffffffff606089019a6001600160a01b0381168c5260a01c16608089015261118a611185888a89613e01565b613e94565b6001600160a01b038a511615611376578a4211611346576111f2611210916111ec6affffffffffffffffffffff6fffffffffffffffffffffffffffffffff60808c0151169251166bffffffffffffffffffffffff60a08c0151169083026140bf565b90613053565b6fffffffffffffffffffffffffffffffff6101608901511690613060565b998a89116113165788968b8b886112626104559f9d96998d996001600160a01b036113109f6113059b829f9e839f9261124f60609d8f61125996614b0b565b9485915116614c6d565b8c865116614c6d565b805f525f60205260405f207f02000000000000000000000000000000000000000000000000000000000000007effffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8254161790557fbaee53339795e32c3c4c3b93371d29864221b375aa89c1db8838b222b15d630a60406112e9888c808d511696511696613053565b8151908982526020820152a401928480855116915116906140f6565b511694511692613053565b916140f6565b8a897fcfb67722000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b8a7f17df5adf000000000000000000000000000000000000000000000000000000005f526004524260245260445ffd5b857f6e6429e7000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b3461037757610240600319360112610377576020610ac9610b04613c9c565b34610377576040600319360112610377576113da612ef4565b60243590811515809203610377576001600160a01b03906113f9613c28565b1690811561149357335f52600360205260405f20825f5260205260405f207fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0081541660ff83161790556040519081527f17307eab39ab6107e8899845ad3d59bd9653f200f220920489ca2b5937696c3160203392a35f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b507f5b08ba18000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b34610377575f60031936011261037757610c1f6040516114e0604082613014565b600681527f54455243455400000000000000000000000000000000000000000000000000006020820152604051918291602083526020830190612ecf565b34610377576020600319360112610377576001600160a01b0361153f612ef4565b16801561155c575f526001602052602060405f2054604051908152f35b7f89c62b64000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b34610377576020600319360112610377576115a061306d565b506004355f525f60205260405f206040516115ba81612fdc565b8154916001600160a01b038316825260208201926affffffffffffffffffffff8160a01c16845260f81c604083019060038110156109c85760a09461164e600167ffffffffffffffff956001600160a01b039486520154936affffffffffffffffffffff606088019385871685528760808a01978b1c16875285604051995116895251166020880152516040870190612f9e565b5116606084015251166080820152f35b3461037757602060031936011261037757602061167c600435613bb1565b9150506001600160a01b0360405191168152f35b346103775760031936016102808112610377576102001361037757610204356001600160a01b0381169081810361037757610224356102443567ffffffffffffffff8111610377576116e6903690600401612f70565b6102649491943567ffffffffffffffff81116103775761170a903690600401612f70565b9390611714613c28565b6fffffffffffffffffffffffffffffffff61172d613299565b1615611f99576bffffffffffffffffffffffff611748614a79565b1615611f71576affffffffffffffffffffff6bffffffffffffffffffffffff61176f614a79565b1611611f215761177d614a94565b67ffffffffffffffff8061178f614aac565b16911610801590611efc575b611ea4576117a7614ac4565b67ffffffffffffffff4291161115611e635767ffffffffffffffff6117ca614adc565b16611d56576fffffffffffffffffffffffffffffffff6117e86132b8565b1615801590611d3d575b8015611d23575b611cb4575b602435907f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001821015611c88576101c4356101e43591828217151580611c77575b611c485761184a613239565b3b15611c0c5761185861324f565b3b15611bd05786158015611bc7575b611b9b576102206040517f892a11ccd5fce2bb9cbaabb9b68815a43ff200b323748524f85e05e4b00234488152610200600460208301372060405160208101917ffd49ad9b831227da4ca8ffcf93f97f71b46824c17e49e37359f24e05022d89ce835260408201528860608201528660808201524660a08201523060c082015260c081526118f660e082613014565b51902098895f525f6020526001600160a01b0360405f205416611b6f578961195091815f525f60205260405f208a7fffffffffffffffffffffffff0000000000000000000000000000000000000000825416179055613ea8565b6001600160a01b03611960613239565b1697604051946001600160a01b03611976612ef4565b168652602086015260443560408601526064356001600160a01b0381168091036103775760608601526084356fffffffffffffffffffffffffffffffff811680910361037757608086015260a4356bffffffffffffffffffffffff81168091036103775760a086015260c43560c086015260e43567ffffffffffffffff81168091036103775760e08601526101043567ffffffffffffffff8116809103610377576101008601526101243567ffffffffffffffff8116809103610377576101208601526101443567ffffffffffffffff811680910361037757610140860152610164356fffffffffffffffffffffffffffffffff811680910361037757610160860152610184356001600160a01b038116809103610377576101808601526101a43567ffffffffffffffff81168091036103775760209b8b987fcad93797abf4c59332028fc83135fa566f90790a2adeaec85cc69795a476a54b988897611b1697611b07956101a08b01526101c08a01526101e0890152610200880152610260610220880152610260870191613279565b91848303610240860152613279565b0390a4611b44611b2461324f565b6fffffffffffffffffffffffffffffffff611b3d613299565b1690613eeb565b5f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d604051908152f35b897f7486626c000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b867ff789cc4c000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b50308714611867565b6001600160a01b03611be061324f565b7fb02d9f77000000000000000000000000000000000000000000000000000000005f521660045260245ffd5b6001600160a01b03611c1c613239565b7fa018cf52000000000000000000000000000000000000000000000000000000005f521660045260245ffd5b507f0ed723b8000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b50611c8283836151e5565b1561183e565b507fae8115ec000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b67ffffffffffffffff611cc56132b8565b6001600160a01b03611cd5613222565b6fffffffffffffffffffffffffffffffff611cee614af3565b937f65cd5d76000000000000000000000000000000000000000000000000000000005f5216600452166024521660445260645ffd5b5067ffffffffffffffff611d35614af3565b1615156117f9565b506001600160a01b03611d4e613222565b1615156117f2565b4267ffffffffffffffff611d68614adc565b1611801590611e3f575b611df0576fffffffffffffffffffffffffffffffff611d8f6132b8565b161580611dd8575b611db057611dab611da6614af3565b614dc4565b6117fe565b7f4af27048000000000000000000000000000000000000000000000000000000005f5260045ffd5b506001600160a01b03611de9613222565b1615611d97565b67ffffffffffffffff611e01614adc565b81611e0a614a94565b917fb34985c0000000000000000000000000000000000000000000000000000000005f5216600452166024524260445260645ffd5b50611e48614adc565b67ffffffffffffffff80611e5a614a94565b16911611611d72565b67ffffffffffffffff611e74614ac4565b7fe3dcbc79000000000000000000000000000000000000000000000000000000005f52166004524260245260445ffd5b67ffffffffffffffff611eb5614a94565b81611ebe614aac565b81611ec7614ac4565b937ffa382067000000000000000000000000000000000000000000000000000000005f5216600452166024521660445260645ffd5b50611f05614aac565b67ffffffffffffffff80611f17614ac4565b169116101561179b565b6bffffffffffffffffffffffff611f36614a79565b7f02ef6a5c000000000000000000000000000000000000000000000000000000005f52166004526affffffffffffffffffffff60245260445ffd5b7fb9f34889000000000000000000000000000000000000000000000000000000005f5260045ffd5b7f2f48e12c000000000000000000000000000000000000000000000000000000005f5260045ffd5b346103775760206003193601126103775760043567ffffffffffffffff8111610377578060040190610340600319823603011261037757612039610120926040519261200d8585613014565b84368537612019613c9c565b6120326120268285613dac565b926102643691016131cc565b91856148c4565b604051905f825b6009821061204d57505050f35b6020806001928551815201930191019091612040565b346103775760406003193601126103775760043567ffffffffffffffff811161037757806004019061034060031982360301126103775760243567ffffffffffffffff8111610377576001600160a01b036120c5612162923690600401612f70565b906120ce613c28565b6120d6613c9c565b946120e18688613dac565b90815f525f6020528460405f20976121aa6121448b6120fe61306d565b9b61211a8d67ffffffffffffffff60e088015116151583614339565b84612129366102648a016131cc565b9d8e9261213e6111858c878787873394614485565b8a61459b565b9b909a61218a8d8d6102446040519960a08b01604052019d8e613265565b90606088019d8e5116918b8b9290916080949284526020840152604083015260608201520152565b836121a26040519060e0808301923601019082604052565b819991615133565b5051169060205f8587601f1960436101a08983603f60405196808b8901997f9ffc24e2000000000000000000000000000000000000000000000000000000008b527ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7865101956101608760051b918c6101a47f07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8583019b61012060408601602486015e6101806101448501526020850151610164850152868e0161018485015216910152016101c48c015e816101c48701526101e48601378960448683870101015201160101826024858303010184520116604052519082865af1601f3d1116915f5192156122e25750611b4496946122dc946001600160a01b039460209b98946122d494614707565b511691613265565b906147f2565b6122ea6151b3565b906123206040519283927f0b13a959000000000000000000000000000000000000000000000000000000008452600484016146e7565b0390fd5b346103775761233236612f20565b604051926020926123438486613014565b5f855261234e613c28565b612359838284614118565b803b612384575f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b83916123e26001600160a01b038093169660405195869485947f150b7a020000000000000000000000000000000000000000000000000000000086523360048701521660248501526044840152608060648401526084830190612ecf565b03815f875af15f91816124b2575b5061245d57503d15612455573d9061240782613037565b916124156040519384613014565b82523d5f8284013e5b8151918261245257837f64a0ae92000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b01fd5b60609061241e565b7f150b7a020000000000000000000000000000000000000000000000000000000091507fffffffff000000000000000000000000000000000000000000000000000000001603610ed757508080808080610455565b9091508281813d8311612503575b6124ca8183613014565b8101031261037757517fffffffff00000000000000000000000000000000000000000000000000000000811681036103775790846123f0565b503d6124c0565b346103775761045561251b36612f5a565b90612524613c28565b613097565b3461037757604060031936011261037757612542612ef4565b6001600160a01b03612552612f0a565b91165f5260056020526001600160a01b0360405f2091165f52602052602060405f2054604051908152f35b346103775761259461258e36612f5a565b90614313565b5f526004602052602067ffffffffffffffff60405f205416604051908152f35b34610377576104556125c536612f20565b916125ce613c28565b614118565b34610377575f6003193601126103775760206040516001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b346103775761024060031936011261037757612630613c28565b612638613c9c565b61264181613d55565b90815f525f60205260405f20906040519261265b84612fdc565b8254926001600160a01b038416855260208501936affffffffffffffffffffff8160a01c16855260f81c9060038210156109c857600191604087015201549167ffffffffffffffff60608601936001600160a01b038116855260a01c1660808601526126cb611185828785613e01565b6001600160a01b03835116159081159160e082019067ffffffffffffffff82511615159081612934575b50156128d45767ffffffffffffffff9051168042106128a557509461285c6001600160a01b03938493610455985b825f525f60205260405f207f01000000000000000000000000000000000000000000000000000000000000007effffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff825416179055815f1461289b576128096127c36fffffffffffffffffffffffffffffffff610160840151166affffffffffffffffffffff8c51166bffffffffffffffffffffffff60a08601511691026140bf565b995b6111ec6affffffffffffffffffffff6fffffffffffffffffffffffffffffffff6080860151169251166bffffffffffffffffffffffff60a0860151169083026140bf565b91612867575b6060919286865116878a5116917fe912561580d5eb40eea8cabfe9927162f4b0e2658605d90dc23926a621cc0f6560408d8151908982526020820152a401928480855116915116906140f6565b5116915116906140f6565b61289460609261288e8b6fffffffffffffffffffffffffffffffff61016086015116613053565b90613060565b915061280f565b6128095f996127c5565b7fcf658f54000000000000000000000000000000000000000000000000000000005f526004524260245260445ffd5b5067ffffffffffffffff6101408201511680421061290557509461285c6001600160a01b0393849361045598612723565b7f356e7bf1000000000000000000000000000000000000000000000000000000005f526004524260245260445ffd5b9050886126f5565b346103775760031936016102608112610377576102401361037757610244356001600160a01b03811680820361037757612974613c28565b61297c613c9c565b9161298683613d55565b90815f525f60205260405f2060405161299e81612fdc565b81546001600160a01b03811682526affffffffffffffffffffff8160a01c16602083015260f81c9160038310156109c857611185876001612a0c936001600160a01b0396604087015201549367ffffffffffffffff6060820195878116875260a01c16608082015287613e01565b511680612c0a575067ffffffffffffffff60e08501511680421015612bdb5750612a4467ffffffffffffffff6101a086015116614dc4565b6001600160a01b0361018085015116612a5c82614da6565b158015612bc7575b612b9857503383141580612b6e575b612b3e57612abb90825f525f602052600160405f2001847fffffffffffffffffffffffff00000000000000000000000000000000000000008254161790556001831890613ea8565b7f9deed34441ca75bb2dbbe101d2201930f40e18a9ce521c77fbdca6690a8999675f80a36fffffffffffffffffffffffffffffffff6101608201511680612b21575f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b6001600160a01b036060612b3793015116613eeb565b8080610455565b827f02f10028000000000000000000000000000000000000000000000000000000005f526004523360245260445ffd5b50825f52600360205260405f206001600160a01b0333165f5260205260ff60405f20541615612a73565b837fe8389ad5000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b508015158015612a64575080841415612a64565b7fbaac811c000000000000000000000000000000000000000000000000000000005f526004524260245260445ffd5b827f437d31b8000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b3461037757604060031936011261037757612c52612ef4565b60243590612c5e613c28565b6001600160a01b03612c6f83613bb1565b91505016908133141580612d38575b612d0c576001600160a01b0390835f52600260205260405f208282167fffffffffffffffffffffffff000000000000000000000000000000000000000082541617905516907f8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b9255f80a45f7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d005b7fa9fbf51f000000000000000000000000000000000000000000000000000000005f523360045260245ffd5b50815f52600360205260405f206001600160a01b0333165f5260205260ff60405f20541615612c7e565b3461037757602060031936011261037757600435612d7f81613bb1565b5050505f52600260205260206001600160a01b0360405f205416604051908152f35b34610377575f60031936011261037757610c1f604051612dc2604082613014565b601081527f54657263657420506f736974696f6e73000000000000000000000000000000006020820152604051918291602083526020830190612ecf565b3461037757602060031936011261037757600435907fffffffff00000000000000000000000000000000000000000000000000000000821680920361037757817f01ffc9a70000000000000000000000000000000000000000000000000000000060209314908115612ea5575b8115612e7b575b5015158152f35b7f5b5e139f0000000000000000000000000000000000000000000000000000000091501483612e74565b7f80ac58cd0000000000000000000000000000000000000000000000000000000081149150612e6d565b90601f19601f602080948051918291828752018686015e5f8582860101520116010190565b600435906001600160a01b038216820361037757565b602435906001600160a01b038216820361037757565b6003196060910112610377576004356001600160a01b038116810361037757906024356001600160a01b0381168103610377579060443590565b6003196040910112610377576004359060243590565b9181601f840112156103775782359167ffffffffffffffff8311610377576020838186019501011161037757565b9060038210156109c85752565b9181601f840112156103775782359167ffffffffffffffff8311610377576020808501948460051b01011161037757565b60a0810190811067ffffffffffffffff8211176106b457604052565b6060810190811067ffffffffffffffff8211176106b457604052565b90601f601f19910116810190811067ffffffffffffffff8211176106b457604052565b67ffffffffffffffff81116106b457601f01601f191660200190565b9190820391821161082f57565b9190820180921161082f57565b6040519061307a82612fdc565b5f6080838281528260208201528260408201528260608201520152565b6affffffffffffffffffffff6130ab61306d565b825f525f6020526130f161118560405f2054926001600160a01b03841681526020810193858160a01c16855260f81c60408201525f60608201525f60808201528561439e565b511661318c576131018282614313565b805f52600460205267ffffffffffffffff60405f2054166131875760207feea7306d4c09badddb5790cd2acf4a1601c62556b6ccda70e9e403e3617b061f9167ffffffffffffffff4216905f526004825260405f20817fffffffffffffffffffffffffffffffffffffffffffffffff0000000000000000825416179055604051908152a3565b505050565b7f746c9e05000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b359067ffffffffffffffff8216820361037757565b9190826060910312610377576040516131e481612ff8565b604081936131f1816131b7565b83526131ff602082016131b7565b60208401520135906bffffffffffffffffffffffff821682036103775760400152565b610184356001600160a01b03811681036103775790565b6004356001600160a01b03811681036103775790565b6064356001600160a01b03811681036103775790565b356001600160a01b03811681036103775790565b601f8260209493601f1993818652868601375f8582860101520116010190565b6084356fffffffffffffffffffffffffffffffff811681036103775790565b610164356fffffffffffffffffffffffffffffffff811681036103775790565b91908110156133185760051b810135907fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff6181360301821215610377570190565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b949194939290936060933033036139915761335f926132d8565b9260405190610100820182811067ffffffffffffffff8211176106b4576040525f82526001600160a01b0360208301915f83525f6040850152858401975f89525f60808601525f60a08601526133b361306d565b60c086015260e08501936040516133c981612ff8565b5f81525f60208201525f60408201528552521682528385016133eb8187613b35565b96909487158015613986575b61395a5760405160a08902810160405260a0860152613414613c9c565b93519061342083613265565b996134386040519060e0808301923601019082604052565b9590948583525f5b8c811015613559578060051b8b0135907ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffcc18c360301821215610377578b8d6102608461348e8e828601613dac565b93010189378d60208901518951179060408a0151901c9060401c17610377578f988c8c8f9285878f6134ce8f94899587876134e09560019f8d0194615133565b9f6001600160a01b0386511690615361565b95865115613541575b50505050505080516134fe575b505001613440565b6135377f8bff884da56cfcfb909cd091abdfbe87eb98d679b090e7e9cd004272f6657a1f91604051918291602083526020830190612ecf565b0390a25f806134f6565b61354d965001936153c4565b8c8c8f855f86926134e9565b50985098509850985050915050608082015260408101511561393f57835192608082015160408301519461358c85613265565b60208601918161359b84614d22565b63ffffffff16916135ac878a613b35565b60808b019791508b6135be898d614cd1565b928392868603917fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3c8801997f7410d081000000000000000000000000000000000000000000000000000000008b527fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff408901527fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff608801527fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff808701527fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa0860160a090528060c0017fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc087015260051c601f1986015281845260208401378082016020015f9052603f01601f191601806040520360c4015a925f8093604095f13d603f1016905f51976020511691156122e257506040850151810361391457506137248386613b35565b97905061374088906001604051925f84520160051b8201604052565b9761374b8488614cd1565b82600163ffffffff61375c88614d22565b160361390b5761376b916140bf565b905b8351918260808a0152888c8c5f955b87871061388d575050505050505050600163ffffffff61379b84614d22565b16036137ac575b5050505050505090565b51926137ed60808601519385601f198101950360051c855260406137e26137db6137d58b613265565b96614d22565b948a613b35565b989050015197614cd1565b9390966040519663ffffffff60a08901941688526020880152604087015260a060608701525180915260c0850193905f5b8181106138775750505083830360808501526001600160a01b0316937f08b99c04431de2217b301496c58f883a8a430c963f534ea5690653d23dc45ec99392839261386892613279565b0390a35f8080808080806137a2565b825186526020958601959092019160010161381e565b806040938860019688845160051b9689808a850151861c16145f146138ed576138df958260a06138c995015160a087020195028d019185614707565b60208101519060806060820151910151926154f3565b01019301928c8c8b9261377c565b505092505050608084848284015181830186825e01019101526138df565b50505f9061376d565b7f47071270000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b50505050604051613951602082613014565b5f815290565b90565b877f522193ea000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b5061010088116133f7565b7f517e7e43000000000000000000000000000000000000000000000000000000005f523360045260245ffd5b6139c5613c9c565b6139d0816004613dac565b5f525f60205260405f20604051906139e782612fdc565b8054906001600160a01b038216835260208301916affffffffffffffffffffff8160a01c16835260f81c604084019160038210156109c85760016001600160a01b039183855201549467ffffffffffffffff6060820196838116885260a01c166080820152511615613b2c57600114613b23575160038110156109c857600214613b1b576affffffffffffffffffffff9051166bffffffffffffffffffffffff60a08401511614613b145767ffffffffffffffff60e083015116908115159081613b01575b50613aee575067ffffffffffffffff610100820151164210613ae857610140015167ffffffffffffffff16421015613ae357600490565b600590565b50600390565b4210159050613afc57600190565b600290565b6001600160a01b0391505116155f613aac565b5050600690565b505050600890565b50505050600790565b50505050505f90565b9035907fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe181360301821215610377570180359067ffffffffffffffff821161037757602001918160051b3603831361037757565b51906001600160a01b038216820361037757565b80518210156133185760209160051b010190565b5f90805f525f6020526001600160a01b0360405f20541680613c2057506001811892835f525f6020526001600160a01b03600160405f20015416918215613bf55750565b7f7e273289000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b909260019250565b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c613c745760017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d565b7f3ee5aeb5000000000000000000000000000000000000000000000000000000005f5260045ffd5b604051610200810181811067ffffffffffffffff8211176106b4575f916101e0916040528281528260208201528260408201528260608201528260808201528260a08201528260c08201528260e08201528261010082015282610120820152826101408201528261016082015282610180820152826101a0820152826101c08201520152604051907f892a11ccd5fce2bb9cbaabb9b68815a43ff200b323748524f85e05e4b00234488252610220602083019201604052565b60c09061020060048237610220601f19604051927ffd49ad9b831227da4ca8ffcf93f97f71b46824c17e49e37359f24e05022d89ce8452012060208201526040610204818301374660808201523060a08201522090565b90604061020060c09381818537610220601f198451957ffd49ad9b831227da4ca8ffcf93f97f71b46824c17e49e37359f24e05022d89ce87520120602085015201818301374660808201523060a08201522090565b90929192613e0f818361439e565b938451159182613e64575b5050613e235750565b909150604051907f746c9e05000000000000000000000000000000000000000000000000000000006020830152602482015260248152613957604482613014565b6bffffffffffffffffffffffff9192506affffffffffffffffffffff602060a09201511692015116145f80613e1a565b8051918215613ea35750602001fd5b915050565b6001600160a01b0316805f52600160205260405f20600181540190555f7fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef8180a4565b6001600160a01b0316906040517f70a08231000000000000000000000000000000000000000000000000000000008152306004820152602081602481865afa908115610c9e575f9161408d575b50604051907f23b872dd000000000000000000000000000000000000000000000000000000005f5233600452306024528260445260205f60648180885af160015f5114811615614077575b826040525f6060521561404b577f70a08231000000000000000000000000000000000000000000000000000000008252306004830152602082602481875afa8015610c9e575f90614017575b613fd99250613053565b91818303613fe657505050565b7f22e1fdbf000000000000000000000000000000000000000000000000000000005f5260045260245260445260645ffd5b506020823d602011614043575b8161403160209383613014565b8101031261037757613fd99151613fcf565b3d9150614024565b837f5274afe7000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b600181151661030957843b15153d151616613f83565b90506020813d6020116140b7575b816140a860209383613014565b8101031261037757515f613f38565b3d915061409b565b81156140c9570490565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601260045260245ffd5b9190811561318757803b61410f5761410d926147f2565b565b61410d92614e17565b906001600160a01b039161412b84613bb1565b9490919216926001600160a01b0385168481036142e057506001600160a01b031693841580156142d7575b6142ab5785614166913390614d33565b1561427b57845f52600260205260405f207fffffffffffffffffffffffff00000000000000000000000000000000000000008154169055825f52600160205260405f207fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8154019055835f52600160205260405f20600181540190555f14614241575f525f60205260405f20827fffffffffffffffffffffffff00000000000000000000000000000000000000008254161790555b7fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef5f80a4565b5f525f602052600160405f2001827fffffffffffffffffffffffff000000000000000000000000000000000000000082541617905561421b565b847f177e802f000000000000000000000000000000000000000000000000000000005f523360045260245260445ffd5b847f64a0ae92000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b50308514614156565b86857f64283d7b000000000000000000000000000000000000000000000000000000005f5260045260245260445260645ffd5b906040519060208201928352604082015260408152614333606082613014565b51902090565b60809167ffffffffffffffff9180546001600160a01b03811686526affffffffffffffffffffff8160a01c16602087015260f81c60408601525f91614392575b506001600160a01b038116606085015260a01c16910152565b6001915001545f614379565b906060906001600160a01b03815116156144455760400190815160038110156109c8571561443f57505160038110156109c857600103614418577f7edc0ca100000000000000000000000000000000000000000000000000000000905b604051916020830152602482015260248152613957604482613014565b7fbe842ada00000000000000000000000000000000000000000000000000000000906143fb565b91505090565b5050604051907f2187c7d4000000000000000000000000000000000000000000000000000000006020830152602482015260248152613957604482613014565b9192959495614495848385613e01565b9687511561458a575b87511561456d575b8751156144c8575b5050508451156144bd57505050565b613957939450614fb6565b909192965067ffffffffffffffff60e085015116155f14614526575061450291506bffffffffffffffffffffffff60a08401511690615795565b8051614521575061451861032083013585615878565b935f80806144ae565b614518565b61453e906001600160a01b036060850151168861559a565b918251155f146145665761452192506bffffffffffffffffffffffff60a08501511690615665565b5050614518565b965061458461457f6102408701613265565b614f57565b966144a6565b965061459584614e74565b9661449e565b9190929360209596946bffffffffffffffffffffffff60a0820151169788946fffffffffffffffffffffffffffffffff608084015116926affffffffffffffffffffff67ffffffffffffffff8b88019561461b8a848951166146146bffffffffffffffffffffffff60408d01511682019d8e86026140bf565b93026140bf565b90039c89149b8c9701511697608088019889521684528a809a6146c5575b5060e0015167ffffffffffffffff161561467e575b50505160a01b825117604083015160f81b1784551561466c57505050565b60606001925160a01b91015117910155565b61032061468d92013590614313565b5f52600460205260405f207fffffffffffffffffffffffffffffffffffffffffffffffff000000000000000081541690555f8061464e565b6101608201516fffffffffffffffffffffffffffffffff1601995060e0614639565b6040906001600160a01b0361395794931681528160208201520190612ecf565b926101007fd0ae0021da8c813cccae3135d153634fc735353496df7447157477e92ece73939295936101609285604088815196857f07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff78a9851018060051b9586950151895260c083015160208a015260406101208401818b015e602083015160808a015260e060a08a0152848a0160c08a01521660e0880152018686015e83019181858401526101208301375f6101208783010152601f19603f6020890151985197011601030190a4565b919081151580614806575b61410f57505050565b5060405160208101907fa9059cbb0000000000000000000000000000000000000000000000000000000082526001600160a01b038316602482015283604482015260448152614856606482613014565b5a6204baf0811061489257506020915f9151908287620493e0f13d156148885760015f5114601f3d1116165b156147fd565b833b151516614882565b7fedd79d27000000000000000000000000000000000000000000000000000000005f526004526204baf060245260445ffd5b929360406101c060e0946102c09483987effffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff6149746149046102408901613265565b8460a0906001600160a01b037effffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff93604051927fca8d0cdd4937e3039dde4945680f47511811577495b0a01f3838f6b86800db6a84524660208501523060408501526060840152166080820152201690565b92614a516149f967ffffffffffffffff6101008801511667ffffffffffffffff610120890151166bffffffffffffffffffffffff60a08a0151169190916fffffffffffffffff00000000000000007bffffffffffffffffffffffff0000000000000000000000000000000067ffffffffffffffff9260801b169360401b169116171790565b84516020860151958a0151919560401b6fffffffffffffffff00000000000000001667ffffffffffffffff919091161760809190911b7bffffffffffffffffffffffff00000000000000000000000000000000161790565b938b521660208a01526020830151858a0152606089015260808801520160a086015e01910137565b60a4356bffffffffffffffffffffffff811681036103775790565b6101043567ffffffffffffffff811681036103775790565b6101243567ffffffffffffffff811681036103775790565b6101443567ffffffffffffffff811681036103775790565b60e43567ffffffffffffffff811681036103775790565b6101a43567ffffffffffffffff811681036103775790565b6042929160405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527f40e2af8dd461ac3f09067605e9456347fa68ec83900da05a51fe09cd1687780860408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201523060a082015260a08152614ba160c082613014565b51902092825f525f60205260405f20916001600160a01b0360018454940154166001600160a01b036040519460208601967ff17fdf060186149c8fdb9b4c3e60804ead14cc13f25ad8b046fed68a619fab17885260408701526affffffffffffffffffffff8160a01c16606087015216608085015260a084015260c083015260e082015260e08152614c3561010082613014565b519020604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b919290926001600160a01b03831693338514159384614cbd575b50505050614c925750565b7fb800fa6a000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b614cc7945061529f565b155f808080614c87565b9035907fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe181360301821215610377570180359067ffffffffffffffff82116103775760200191813603831361037757565b3563ffffffff811681036103775790565b6001600160a01b03918216911681811492908315614d83575b508215614d5857505090565b9091505f526002602052806001600160a01b0360405f205416149081614d7c575090565b9050151590565b9092505f52600360205260405f20815f5260205260ff60405f205416915f614d4c565b6001600160a01b03168015159081614dbc575090565b905030141590565b67ffffffffffffffff1680151580614e0d575b614dde5750565b7f72b29b1e000000000000000000000000000000000000000000000000000000005f526004524360245260445ffd5b5043811115614dd7565b60206001600160a01b03807f4e45da441832cf53bdaa69235704fc0575e68210f459ee1562911024b12967d5931693845f526005835260405f208282165f52835260405f20614e67878254613060565b90556040519586521693a3565b9060609167ffffffffffffffff61010082015116804210614f05575061014067ffffffffffffffff9101511680421015614eab5750565b6040517f052e01fd00000000000000000000000000000000000000000000000000000000602082015267ffffffffffffffff909116602482015242604482015290915061395781606481015b03601f198101835282613014565b6040517f574fb1b400000000000000000000000000000000000000000000000000000000602082015267ffffffffffffffff909116602482015242604482015291925061395790508160648101614ef7565b90606091614f6481614da6565b15614f6c5750565b9091506001600160a01b03604051917f81eee08d00000000000000000000000000000000000000000000000000000000602084015216602482015260248152613957604482613014565b909291926060935f905f9267ffffffffffffffff6101a0600192015116615062575b839015918215615052575b8215615042575b5050614ff557505050565b9091929350604051927f636780a300000000000000000000000000000000000000000000000000000000602085015260248401526044830152606482015260648152613957608482613014565b6102e0013514159050825f614fea565b6102c08101358414159250614fe3565b509150506040517fd6dbf75b0000000000000000000000000000000000000000000000000000000081523060048201528260248201526040816044816001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000165afa918215610c9e575f915f936150f8575b508282151581816150ee575b509050614fd8565b905015155f6150e6565b915091506040813d60401161512b575b8161511560409383613014565b810103126103775760208151910151915f6150da565b3d9150615108565b93919594929095615148610300850185613b35565b600b810160051b870198891161518b57600981018752610320860135602088015260051b90610160870137866040526040850180951161082f5761410d946148c4565b7f8edb66c2000000000000000000000000000000000000000000000000000000005f5260045ffd5b3d9061010082116151db575b601f19603f60405193808552805f602087013e01168201604052565b61010091506151bf565b7f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f00000018110801590615275575b61526f577f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f00000018082819309928009918180808584097f1aee90f15f2189693df072d799fd11fc039b2959ebb7c867d075ca8cf4d7eb8e0991600108081490565b50505f90565b507f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001821015615210565b929190833b6152dc57906152b39291615988565b5060048110156109c8571591826152c957505090565b6001600160a01b03919250811691161490565b6064601f19601f855f9660209896604051967f1626ba7e0000000000000000000000000000000000000000000000000000000088526004880152604060248801528160448801528587013786848287010152011601915afa7f1626ba7e000000000000000000000000000000000000000000000000000000005f5114601f3d11161690565b606092916001600160a01b03908116911680820361537d575050565b90919250604051917f05a00b1f0000000000000000000000000000000000000000000000000000000060208401526024830152604482015260448152613957606482613014565b919493929092855f525f60205260405f209560c0840151966153f78867ffffffffffffffff60e087015116151583614339565b60e08501976154168951856001600160a01b0389511691888588614485565b9889516154e95760016020880151891c1615615496579261544785879460409860019a989561548c9851928661459b565b9390916001600160a01b03606061546661024060a08b01519701613265565b930151169360a08b02019290916080949284526020840152604083015260608201520152565b01911b8151179052565b50505050509150506001600160a01b039192505116604051907f2dfde351000000000000000000000000000000000000000000000000000000006020830152602482015260248152613957604482613014565b5050505050505050565b8051919390926001600160a01b03165f5b83811061553e575090600192916001600160a01b036040519661552688612ff8565b168652602086015260408501520180825260051b0152565b6155488186613b9d565b51826001600160a01b03602083015116148061557e575b61556c5750600101615504565b60400180519093019092525050505050565b506001600160a01b038151166001600160a01b0388161461555f565b909291926060936001600160a01b038216918215615621576155c190826001861891614d33565b156155cb57505050565b6001600160a01b039192939450604051937fb54170b70000000000000000000000000000000000000000000000000000000060208601526024850152166044830152606482015260648152613957608482613014565b505050909150604051907f6e6429e7000000000000000000000000000000000000000000000000000000006020830152602482015260248152613957604482613014565b929190926bffffffffffffffffffffffff6060946affffffffffffffffffffff602067ffffffffffffffff608086015116940151169003169067ffffffffffffffff83511692818410801561577d575b8015615763575b8015615748575b6156cd5750505050565b9091929394506bffffffffffffffffffffffff604067ffffffffffffffff6020840151169201511690604051947f44a13d48000000000000000000000000000000000000000000000000000000006020870152602486015260448501526064840152608483015260a482015260a4815261395760c482613014565b50826bffffffffffffffffffffffff604083015116116156c3565b506bffffffffffffffffffffffff604082015116156156bc565b508367ffffffffffffffff60208301511611156156b5565b91909160609267ffffffffffffffff825116918215801590615862575b8015615838575b6157c257505050565b6bffffffffffffffffffffffff8093949550604067ffffffffffffffff6020840151169201511690604051947f1a8b73620000000000000000000000000000000000000000000000000000000060208701526024860152604485015260648401521660848201526084815261395760a482613014565b506bffffffffffffffffffffffff6040820151166bffffffffffffffffffffffff831614156157b9565b5067ffffffffffffffff602082015116156157b2565b606092916158868183614313565b5f52600460205267ffffffffffffffff60405f20541680156159405767ffffffffffffffff7f000000000000000000000000000000000000000000000000000000000000000016906158d88282613060565b42106158e45750505050565b6158f19293949550613060565b90604051927f10f7d6340000000000000000000000000000000000000000000000000000000060208501526024840152604483015260648201524260848201526084815261395760a482613014565b5090919250604051917fe1b7be310000000000000000000000000000000000000000000000000000000060208401526024830152604482015260448152613957606482613014565b90604183036159b2576159ab9250602081013591604082359201355f1a906159bc565b9192909190565b50505f9160029190565b91907f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08411615a33579160209360809260ff5f9560405194855216868401526040830152606082015282805260015afa15610c9e575f516001600160a01b03811615615a2957905f905f90565b505f906001905f90565b5050505f916003919056",
}

// ForwardEscrow is an auto generated Go binding around an Ethereum contract.
type ForwardEscrow struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *ForwardEscrow) GetABI() abi.ABI {
	return c.abi
}

// NewForwardEscrow creates a new instance of ForwardEscrow.
func NewForwardEscrow() *ForwardEscrow {
	parsed, err := ForwardEscrowMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &ForwardEscrow{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *ForwardEscrow) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(uint64 claimDelay, address rounds, address descriptor) returns()
func (forwardEscrow *ForwardEscrow) PackConstructor(claimDelay uint64, rounds common.Address, descriptor common.Address) []byte {
	enc, err := forwardEscrow.abi.Pack("", claimDelay, rounds, descriptor)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackCLAIMDELAY is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe18132c4.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function CLAIM_DELAY() view returns(uint64)
func (forwardEscrow *ForwardEscrow) PackCLAIMDELAY() []byte {
	enc, err := forwardEscrow.abi.Pack("CLAIM_DELAY")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCLAIMDELAY is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe18132c4.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function CLAIM_DELAY() view returns(uint64)
func (forwardEscrow *ForwardEscrow) TryPackCLAIMDELAY() ([]byte, error) {
	return forwardEscrow.abi.Pack("CLAIM_DELAY")
}

// UnpackCLAIMDELAY is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe18132c4.
//
// Solidity: function CLAIM_DELAY() view returns(uint64)
func (forwardEscrow *ForwardEscrow) UnpackCLAIMDELAY(data []byte) (uint64, error) {
	out, err := forwardEscrow.abi.Unpack("CLAIM_DELAY", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackDESCRIPTOR is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1ddc2020.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function DESCRIPTOR() view returns(address)
func (forwardEscrow *ForwardEscrow) PackDESCRIPTOR() []byte {
	enc, err := forwardEscrow.abi.Pack("DESCRIPTOR")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDESCRIPTOR is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x1ddc2020.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function DESCRIPTOR() view returns(address)
func (forwardEscrow *ForwardEscrow) TryPackDESCRIPTOR() ([]byte, error) {
	return forwardEscrow.abi.Pack("DESCRIPTOR")
}

// UnpackDESCRIPTOR is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x1ddc2020.
//
// Solidity: function DESCRIPTOR() view returns(address)
func (forwardEscrow *ForwardEscrow) UnpackDESCRIPTOR(data []byte) (common.Address, error) {
	out, err := forwardEscrow.abi.Unpack("DESCRIPTOR", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackROUNDS is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc7abf755.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function ROUNDS() view returns(address)
func (forwardEscrow *ForwardEscrow) PackROUNDS() []byte {
	enc, err := forwardEscrow.abi.Pack("ROUNDS")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackROUNDS is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc7abf755.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function ROUNDS() view returns(address)
func (forwardEscrow *ForwardEscrow) TryPackROUNDS() ([]byte, error) {
	return forwardEscrow.abi.Pack("ROUNDS")
}

// UnpackROUNDS is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xc7abf755.
//
// Solidity: function ROUNDS() view returns(address)
func (forwardEscrow *ForwardEscrow) UnpackROUNDS(data []byte) (common.Address, error) {
	out, err := forwardEscrow.abi.Unpack("ROUNDS", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackAccept is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0bbd22c5.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function accept(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward, address holder) returns()
func (forwardEscrow *ForwardEscrow) PackAccept(forward Forward, holder common.Address) []byte {
	enc, err := forwardEscrow.abi.Pack("accept", forward, holder)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAccept is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0bbd22c5.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function accept(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward, address holder) returns()
func (forwardEscrow *ForwardEscrow) TryPackAccept(forward Forward, holder common.Address) ([]byte, error) {
	return forwardEscrow.abi.Pack("accept", forward, holder)
}

// PackAnnounce is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x303074d2.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function announce(bytes32 id, uint256 h) returns()
func (forwardEscrow *ForwardEscrow) PackAnnounce(id [32]byte, h *big.Int) []byte {
	enc, err := forwardEscrow.abi.Pack("announce", id, h)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAnnounce is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x303074d2.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function announce(bytes32 id, uint256 h) returns()
func (forwardEscrow *ForwardEscrow) TryPackAnnounce(id [32]byte, h *big.Int) ([]byte, error) {
	return forwardEscrow.abi.Pack("announce", id, h)
}

// PackAnnouncedAt is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x272c4fa1.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function announcedAt(bytes32 id, uint256 h) view returns(uint64)
func (forwardEscrow *ForwardEscrow) PackAnnouncedAt(id [32]byte, h *big.Int) []byte {
	enc, err := forwardEscrow.abi.Pack("announcedAt", id, h)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAnnouncedAt is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x272c4fa1.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function announcedAt(bytes32 id, uint256 h) view returns(uint64)
func (forwardEscrow *ForwardEscrow) TryPackAnnouncedAt(id [32]byte, h *big.Int) ([]byte, error) {
	return forwardEscrow.abi.Pack("announcedAt", id, h)
}

// UnpackAnnouncedAt is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x272c4fa1.
//
// Solidity: function announcedAt(bytes32 id, uint256 h) view returns(uint64)
func (forwardEscrow *ForwardEscrow) UnpackAnnouncedAt(data []byte) (uint64, error) {
	out, err := forwardEscrow.abi.Unpack("announcedAt", data)
	if err != nil {
		return *new(uint64), err
	}
	out0 := *abi.ConvertType(out[0], new(uint64)).(*uint64)
	return out0, nil
}

// PackApprove is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x095ea7b3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function approve(address to, uint256 token) returns()
func (forwardEscrow *ForwardEscrow) PackApprove(to common.Address, token *big.Int) []byte {
	enc, err := forwardEscrow.abi.Pack("approve", to, token)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackApprove is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x095ea7b3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function approve(address to, uint256 token) returns()
func (forwardEscrow *ForwardEscrow) TryPackApprove(to common.Address, token *big.Int) ([]byte, error) {
	return forwardEscrow.abi.Pack("approve", to, token)
}

// PackBalanceOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x70a08231.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function balanceOf(address owner) view returns(uint256)
func (forwardEscrow *ForwardEscrow) PackBalanceOf(owner common.Address) []byte {
	enc, err := forwardEscrow.abi.Pack("balanceOf", owner)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBalanceOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x70a08231.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function balanceOf(address owner) view returns(uint256)
func (forwardEscrow *ForwardEscrow) TryPackBalanceOf(owner common.Address) ([]byte, error) {
	return forwardEscrow.abi.Pack("balanceOf", owner)
}

// UnpackBalanceOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x70a08231.
//
// Solidity: function balanceOf(address owner) view returns(uint256)
func (forwardEscrow *ForwardEscrow) UnpackBalanceOf(data []byte) (*big.Int, error) {
	out, err := forwardEscrow.abi.Unpack("balanceOf", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackClaimOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdde5ed1b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function claimOf(bytes32 id, address recipient) view returns(uint256)
func (forwardEscrow *ForwardEscrow) PackClaimOf(id [32]byte, recipient common.Address) []byte {
	enc, err := forwardEscrow.abi.Pack("claimOf", id, recipient)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackClaimOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdde5ed1b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function claimOf(bytes32 id, address recipient) view returns(uint256)
func (forwardEscrow *ForwardEscrow) TryPackClaimOf(id [32]byte, recipient common.Address) ([]byte, error) {
	return forwardEscrow.abi.Pack("claimOf", id, recipient)
}

// UnpackClaimOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xdde5ed1b.
//
// Solidity: function claimOf(bytes32 id, address recipient) view returns(uint256)
func (forwardEscrow *ForwardEscrow) UnpackClaimOf(data []byte) (*big.Int, error) {
	out, err := forwardEscrow.abi.Unpack("claimOf", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackClose is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa3e73abd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function close(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward, uint256 toBuyer, uint256 deadline, bytes buyerConsent, bytes providerConsent) returns()
func (forwardEscrow *ForwardEscrow) PackClose(forward Forward, toBuyer *big.Int, deadline *big.Int, buyerConsent []byte, providerConsent []byte) []byte {
	enc, err := forwardEscrow.abi.Pack("close", forward, toBuyer, deadline, buyerConsent, providerConsent)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackClose is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa3e73abd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function close(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward, uint256 toBuyer, uint256 deadline, bytes buyerConsent, bytes providerConsent) returns()
func (forwardEscrow *ForwardEscrow) TryPackClose(forward Forward, toBuyer *big.Int, deadline *big.Int, buyerConsent []byte, providerConsent []byte) ([]byte, error) {
	return forwardEscrow.abi.Pack("close", forward, toBuyer, deadline, buyerConsent, providerConsent)
}

// PackCloseDigest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xcba42220.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function closeDigest(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward, uint256 toBuyer, uint256 deadline) view returns(bytes32)
func (forwardEscrow *ForwardEscrow) PackCloseDigest(forward Forward, toBuyer *big.Int, deadline *big.Int) []byte {
	enc, err := forwardEscrow.abi.Pack("closeDigest", forward, toBuyer, deadline)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCloseDigest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xcba42220.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function closeDigest(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward, uint256 toBuyer, uint256 deadline) view returns(bytes32)
func (forwardEscrow *ForwardEscrow) TryPackCloseDigest(forward Forward, toBuyer *big.Int, deadline *big.Int) ([]byte, error) {
	return forwardEscrow.abi.Pack("closeDigest", forward, toBuyer, deadline)
}

// UnpackCloseDigest is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xcba42220.
//
// Solidity: function closeDigest(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward, uint256 toBuyer, uint256 deadline) view returns(bytes32)
func (forwardEscrow *ForwardEscrow) UnpackCloseDigest(data []byte) ([32]byte, error) {
	out, err := forwardEscrow.abi.Unpack("closeDigest", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackForwardId is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa27c9b6f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function forwardId(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward) view returns(bytes32)
func (forwardEscrow *ForwardEscrow) PackForwardId(forward Forward) []byte {
	enc, err := forwardEscrow.abi.Pack("forwardId", forward)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackForwardId is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa27c9b6f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function forwardId(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward) view returns(bytes32)
func (forwardEscrow *ForwardEscrow) TryPackForwardId(forward Forward) ([]byte, error) {
	return forwardEscrow.abi.Pack("forwardId", forward)
}

// UnpackForwardId is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa27c9b6f.
//
// Solidity: function forwardId(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward) view returns(bytes32)
func (forwardEscrow *ForwardEscrow) UnpackForwardId(data []byte) ([32]byte, error) {
	out, err := forwardEscrow.abi.Unpack("forwardId", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackGetApproved is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x081812fc.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function getApproved(uint256 token) view returns(address)
func (forwardEscrow *ForwardEscrow) PackGetApproved(token *big.Int) []byte {
	enc, err := forwardEscrow.abi.Pack("getApproved", token)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackGetApproved is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x081812fc.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function getApproved(uint256 token) view returns(address)
func (forwardEscrow *ForwardEscrow) TryPackGetApproved(token *big.Int) ([]byte, error) {
	return forwardEscrow.abi.Pack("getApproved", token)
}

// UnpackGetApproved is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x081812fc.
//
// Solidity: function getApproved(uint256 token) view returns(address)
func (forwardEscrow *ForwardEscrow) UnpackGetApproved(data []byte) (common.Address, error) {
	out, err := forwardEscrow.abi.Unpack("getApproved", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackHeader is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x523b4f03.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function header((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32),address,(uint64,uint64,uint96),uint256,uint256,uint256[],uint256) delivery) view returns(uint256[9] words)
func (forwardEscrow *ForwardEscrow) PackHeader(delivery Delivery) []byte {
	enc, err := forwardEscrow.abi.Pack("header", delivery)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackHeader is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x523b4f03.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function header((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32),address,(uint64,uint64,uint96),uint256,uint256,uint256[],uint256) delivery) view returns(uint256[9] words)
func (forwardEscrow *ForwardEscrow) TryPackHeader(delivery Delivery) ([]byte, error) {
	return forwardEscrow.abi.Pack("header", delivery)
}

// UnpackHeader is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x523b4f03.
//
// Solidity: function header((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32),address,(uint64,uint64,uint96),uint256,uint256,uint256[],uint256) delivery) view returns(uint256[9] words)
func (forwardEscrow *ForwardEscrow) UnpackHeader(data []byte) ([9]*big.Int, error) {
	out, err := forwardEscrow.abi.Unpack("header", data)
	if err != nil {
		return *new([9]*big.Int), err
	}
	out0 := *abi.ConvertType(out[0], new([9]*big.Int)).(*[9]*big.Int)
	return out0, nil
}

// PackIsApprovedForAll is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe985e9c5.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function isApprovedForAll(address owner, address operator) view returns(bool)
func (forwardEscrow *ForwardEscrow) PackIsApprovedForAll(owner common.Address, operator common.Address) []byte {
	enc, err := forwardEscrow.abi.Pack("isApprovedForAll", owner, operator)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackIsApprovedForAll is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe985e9c5.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function isApprovedForAll(address owner, address operator) view returns(bool)
func (forwardEscrow *ForwardEscrow) TryPackIsApprovedForAll(owner common.Address, operator common.Address) ([]byte, error) {
	return forwardEscrow.abi.Pack("isApprovedForAll", owner, operator)
}

// UnpackIsApprovedForAll is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe985e9c5.
//
// Solidity: function isApprovedForAll(address owner, address operator) view returns(bool)
func (forwardEscrow *ForwardEscrow) UnpackIsApprovedForAll(data []byte) (bool, error) {
	out, err := forwardEscrow.abi.Unpack("isApprovedForAll", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackMayDeliver is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb42eca08.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function mayDeliver(bytes32 id, address who) view returns(bool)
func (forwardEscrow *ForwardEscrow) PackMayDeliver(id [32]byte, who common.Address) []byte {
	enc, err := forwardEscrow.abi.Pack("mayDeliver", id, who)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMayDeliver is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb42eca08.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function mayDeliver(bytes32 id, address who) view returns(bool)
func (forwardEscrow *ForwardEscrow) TryPackMayDeliver(id [32]byte, who common.Address) ([]byte, error) {
	return forwardEscrow.abi.Pack("mayDeliver", id, who)
}

// UnpackMayDeliver is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb42eca08.
//
// Solidity: function mayDeliver(bytes32 id, address who) view returns(bool)
func (forwardEscrow *ForwardEscrow) UnpackMayDeliver(data []byte) (bool, error) {
	out, err := forwardEscrow.abi.Unpack("mayDeliver", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackName is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x06fdde03.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function name() pure returns(string)
func (forwardEscrow *ForwardEscrow) PackName() []byte {
	enc, err := forwardEscrow.abi.Pack("name")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackName is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x06fdde03.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function name() pure returns(string)
func (forwardEscrow *ForwardEscrow) TryPackName() ([]byte, error) {
	return forwardEscrow.abi.Pack("name")
}

// UnpackName is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x06fdde03.
//
// Solidity: function name() pure returns(string)
func (forwardEscrow *ForwardEscrow) UnpackName(data []byte) (string, error) {
	out, err := forwardEscrow.abi.Unpack("name", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// PackOpen is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5fb41930.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function open((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256) terms, address buyer, bytes32 salt, bytes params, bytes task) returns(bytes32 id)
func (forwardEscrow *ForwardEscrow) PackOpen(terms Terms, buyer common.Address, salt [32]byte, params []byte, task []byte) []byte {
	enc, err := forwardEscrow.abi.Pack("open", terms, buyer, salt, params, task)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOpen is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5fb41930.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function open((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256) terms, address buyer, bytes32 salt, bytes params, bytes task) returns(bytes32 id)
func (forwardEscrow *ForwardEscrow) TryPackOpen(terms Terms, buyer common.Address, salt [32]byte, params []byte, task []byte) ([]byte, error) {
	return forwardEscrow.abi.Pack("open", terms, buyer, salt, params, task)
}

// UnpackOpen is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x5fb41930.
//
// Solidity: function open((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256) terms, address buyer, bytes32 salt, bytes params, bytes task) returns(bytes32 id)
func (forwardEscrow *ForwardEscrow) UnpackOpen(data []byte) ([32]byte, error) {
	out, err := forwardEscrow.abi.Unpack("open", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackOwed is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x28079e4a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function owed(address token, address who) view returns(uint256 amount)
func (forwardEscrow *ForwardEscrow) PackOwed(token common.Address, who common.Address) []byte {
	enc, err := forwardEscrow.abi.Pack("owed", token, who)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOwed is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x28079e4a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function owed(address token, address who) view returns(uint256 amount)
func (forwardEscrow *ForwardEscrow) TryPackOwed(token common.Address, who common.Address) ([]byte, error) {
	return forwardEscrow.abi.Pack("owed", token, who)
}

// UnpackOwed is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x28079e4a.
//
// Solidity: function owed(address token, address who) view returns(uint256 amount)
func (forwardEscrow *ForwardEscrow) UnpackOwed(data []byte) (*big.Int, error) {
	out, err := forwardEscrow.abi.Unpack("owed", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackOwnerOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6352211e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function ownerOf(uint256 token) view returns(address owner)
func (forwardEscrow *ForwardEscrow) PackOwnerOf(token *big.Int) []byte {
	enc, err := forwardEscrow.abi.Pack("ownerOf", token)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOwnerOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6352211e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function ownerOf(uint256 token) view returns(address owner)
func (forwardEscrow *ForwardEscrow) TryPackOwnerOf(token *big.Int) ([]byte, error) {
	return forwardEscrow.abi.Pack("ownerOf", token)
}

// UnpackOwnerOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x6352211e.
//
// Solidity: function ownerOf(uint256 token) view returns(address owner)
func (forwardEscrow *ForwardEscrow) UnpackOwnerOf(data []byte) (common.Address, error) {
	out, err := forwardEscrow.abi.Unpack("ownerOf", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackReclaim is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0c8559af.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function reclaim(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward) returns()
func (forwardEscrow *ForwardEscrow) PackReclaim(forward Forward) []byte {
	enc, err := forwardEscrow.abi.Pack("reclaim", forward)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackReclaim is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x0c8559af.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function reclaim(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward) returns()
func (forwardEscrow *ForwardEscrow) TryPackReclaim(forward Forward) ([]byte, error) {
	return forwardEscrow.abi.Pack("reclaim", forward)
}

// PackSafeTransferFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x42842e0e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function safeTransferFrom(address from, address to, uint256 token) returns()
func (forwardEscrow *ForwardEscrow) PackSafeTransferFrom(from common.Address, to common.Address, token *big.Int) []byte {
	enc, err := forwardEscrow.abi.Pack("safeTransferFrom", from, to, token)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSafeTransferFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x42842e0e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function safeTransferFrom(address from, address to, uint256 token) returns()
func (forwardEscrow *ForwardEscrow) TryPackSafeTransferFrom(from common.Address, to common.Address, token *big.Int) ([]byte, error) {
	return forwardEscrow.abi.Pack("safeTransferFrom", from, to, token)
}

// PackSafeTransferFrom0 is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb88d4fde.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function safeTransferFrom(address from, address to, uint256 token, bytes data) returns()
func (forwardEscrow *ForwardEscrow) PackSafeTransferFrom0(from common.Address, to common.Address, token *big.Int, data []byte) []byte {
	enc, err := forwardEscrow.abi.Pack("safeTransferFrom0", from, to, token, data)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSafeTransferFrom0 is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb88d4fde.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function safeTransferFrom(address from, address to, uint256 token, bytes data) returns()
func (forwardEscrow *ForwardEscrow) TryPackSafeTransferFrom0(from common.Address, to common.Address, token *big.Int, data []byte) ([]byte, error) {
	return forwardEscrow.abi.Pack("safeTransferFrom0", from, to, token, data)
}

// PackSetApprovalForAll is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa22cb465.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function setApprovalForAll(address operator, bool approved) returns()
func (forwardEscrow *ForwardEscrow) PackSetApprovalForAll(operator common.Address, approved bool) []byte {
	enc, err := forwardEscrow.abi.Pack("setApprovalForAll", operator, approved)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSetApprovalForAll is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa22cb465.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function setApprovalForAll(address operator, bool approved) returns()
func (forwardEscrow *ForwardEscrow) TryPackSetApprovalForAll(operator common.Address, approved bool) ([]byte, error) {
	return forwardEscrow.abi.Pack("setApprovalForAll", operator, approved)
}

// PackSettle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x495ded76.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function settle((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32),address,(uint64,uint64,uint96),uint256,uint256,uint256[],uint256) delivery, bytes proof) returns(uint256 paid)
func (forwardEscrow *ForwardEscrow) PackSettle(delivery Delivery, proof []byte) []byte {
	enc, err := forwardEscrow.abi.Pack("settle", delivery, proof)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSettle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x495ded76.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function settle((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32),address,(uint64,uint64,uint96),uint256,uint256,uint256[],uint256) delivery, bytes proof) returns(uint256 paid)
func (forwardEscrow *ForwardEscrow) TryPackSettle(delivery Delivery, proof []byte) ([]byte, error) {
	return forwardEscrow.abi.Pack("settle", delivery, proof)
}

// UnpackSettle is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x495ded76.
//
// Solidity: function settle((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32),address,(uint64,uint64,uint96),uint256,uint256,uint256[],uint256) delivery, bytes proof) returns(uint256 paid)
func (forwardEscrow *ForwardEscrow) UnpackSettle(data []byte) (*big.Int, error) {
	out, err := forwardEscrow.abi.Unpack("settle", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackSettleGroup is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xae964bb8.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function settleGroup(uint256 index, address caller, uint256 mask, (address,uint32,uint256,(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32),address,(uint64,uint64,uint96),uint256,uint256,uint256[],uint256)[],bytes)[] groups) returns((address,address,uint256)[])
func (forwardEscrow *ForwardEscrow) PackSettleGroup(index *big.Int, caller common.Address, mask *big.Int, groups []Group) []byte {
	enc, err := forwardEscrow.abi.Pack("settleGroup", index, caller, mask, groups)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSettleGroup is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xae964bb8.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function settleGroup(uint256 index, address caller, uint256 mask, (address,uint32,uint256,(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32),address,(uint64,uint64,uint96),uint256,uint256,uint256[],uint256)[],bytes)[] groups) returns((address,address,uint256)[])
func (forwardEscrow *ForwardEscrow) TryPackSettleGroup(index *big.Int, caller common.Address, mask *big.Int, groups []Group) ([]byte, error) {
	return forwardEscrow.abi.Pack("settleGroup", index, caller, mask, groups)
}

// UnpackSettleGroup is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xae964bb8.
//
// Solidity: function settleGroup(uint256 index, address caller, uint256 mask, (address,uint32,uint256,(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32),address,(uint64,uint64,uint96),uint256,uint256,uint256[],uint256)[],bytes)[] groups) returns((address,address,uint256)[])
func (forwardEscrow *ForwardEscrow) UnpackSettleGroup(data []byte) ([]Payment, error) {
	out, err := forwardEscrow.abi.Unpack("settleGroup", data)
	if err != nil {
		return *new([]Payment), err
	}
	out0 := *abi.ConvertType(out[0], new([]Payment)).(*[]Payment)
	return out0, nil
}

// PackSettleMany is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf1f4c09e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function settleMany((address,uint32,uint256,(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32),address,(uint64,uint64,uint96),uint256,uint256,uint256[],uint256)[],bytes)[] groups) returns()
func (forwardEscrow *ForwardEscrow) PackSettleMany(groups []Group) []byte {
	enc, err := forwardEscrow.abi.Pack("settleMany", groups)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSettleMany is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf1f4c09e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function settleMany((address,uint32,uint256,(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32),address,(uint64,uint64,uint96),uint256,uint256,uint256[],uint256)[],bytes)[] groups) returns()
func (forwardEscrow *ForwardEscrow) TryPackSettleMany(groups []Group) ([]byte, error) {
	return forwardEscrow.abi.Pack("settleMany", groups)
}

// PackStateOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x64482ac4.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function stateOf(bytes32 id) view returns((address,uint88,uint8,address,uint64))
func (forwardEscrow *ForwardEscrow) PackStateOf(id [32]byte) []byte {
	enc, err := forwardEscrow.abi.Pack("stateOf", id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackStateOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x64482ac4.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function stateOf(bytes32 id) view returns((address,uint88,uint8,address,uint64))
func (forwardEscrow *ForwardEscrow) TryPackStateOf(id [32]byte) ([]byte, error) {
	return forwardEscrow.abi.Pack("stateOf", id)
}

// UnpackStateOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x64482ac4.
//
// Solidity: function stateOf(bytes32 id) view returns((address,uint88,uint8,address,uint64))
func (forwardEscrow *ForwardEscrow) UnpackStateOf(data []byte) (State, error) {
	out, err := forwardEscrow.abi.Unpack("stateOf", data)
	if err != nil {
		return *new(State), err
	}
	out0 := *abi.ConvertType(out[0], new(State)).(*State)
	return out0, nil
}

// PackStatusOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe943ceac.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function statusOf(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward) view returns(uint8)
func (forwardEscrow *ForwardEscrow) PackStatusOf(forward Forward) []byte {
	enc, err := forwardEscrow.abi.Pack("statusOf", forward)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackStatusOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe943ceac.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function statusOf(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward) view returns(uint8)
func (forwardEscrow *ForwardEscrow) TryPackStatusOf(forward Forward) ([]byte, error) {
	return forwardEscrow.abi.Pack("statusOf", forward)
}

// UnpackStatusOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe943ceac.
//
// Solidity: function statusOf(((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward) view returns(uint8)
func (forwardEscrow *ForwardEscrow) UnpackStatusOf(data []byte) (uint8, error) {
	out, err := forwardEscrow.abi.Unpack("statusOf", data)
	if err != nil {
		return *new(uint8), err
	}
	out0 := *abi.ConvertType(out[0], new(uint8)).(*uint8)
	return out0, nil
}

// PackSupportsInterface is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x01ffc9a7.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function supportsInterface(bytes4 interfaceId) pure returns(bool)
func (forwardEscrow *ForwardEscrow) PackSupportsInterface(interfaceId [4]byte) []byte {
	enc, err := forwardEscrow.abi.Pack("supportsInterface", interfaceId)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSupportsInterface is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x01ffc9a7.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function supportsInterface(bytes4 interfaceId) pure returns(bool)
func (forwardEscrow *ForwardEscrow) TryPackSupportsInterface(interfaceId [4]byte) ([]byte, error) {
	return forwardEscrow.abi.Pack("supportsInterface", interfaceId)
}

// UnpackSupportsInterface is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x01ffc9a7.
//
// Solidity: function supportsInterface(bytes4 interfaceId) pure returns(bool)
func (forwardEscrow *ForwardEscrow) UnpackSupportsInterface(data []byte) (bool, error) {
	out, err := forwardEscrow.abi.Unpack("supportsInterface", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackSymbol is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x95d89b41.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function symbol() pure returns(string)
func (forwardEscrow *ForwardEscrow) PackSymbol() []byte {
	enc, err := forwardEscrow.abi.Pack("symbol")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSymbol is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x95d89b41.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function symbol() pure returns(string)
func (forwardEscrow *ForwardEscrow) TryPackSymbol() ([]byte, error) {
	return forwardEscrow.abi.Pack("symbol")
}

// UnpackSymbol is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x95d89b41.
//
// Solidity: function symbol() pure returns(string)
func (forwardEscrow *ForwardEscrow) UnpackSymbol(data []byte) (string, error) {
	out, err := forwardEscrow.abi.Unpack("symbol", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// PackTokenURI is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc87b56dd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function tokenURI(uint256 token) view returns(string)
func (forwardEscrow *ForwardEscrow) PackTokenURI(token *big.Int) []byte {
	enc, err := forwardEscrow.abi.Pack("tokenURI", token)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTokenURI is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc87b56dd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function tokenURI(uint256 token) view returns(string)
func (forwardEscrow *ForwardEscrow) TryPackTokenURI(token *big.Int) ([]byte, error) {
	return forwardEscrow.abi.Pack("tokenURI", token)
}

// UnpackTokenURI is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xc87b56dd.
//
// Solidity: function tokenURI(uint256 token) view returns(string)
func (forwardEscrow *ForwardEscrow) UnpackTokenURI(data []byte) (string, error) {
	out, err := forwardEscrow.abi.Unpack("tokenURI", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// PackTransferFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x23b872dd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transferFrom(address from, address to, uint256 token) returns()
func (forwardEscrow *ForwardEscrow) PackTransferFrom(from common.Address, to common.Address, token *big.Int) []byte {
	enc, err := forwardEscrow.abi.Pack("transferFrom", from, to, token)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransferFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x23b872dd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transferFrom(address from, address to, uint256 token) returns()
func (forwardEscrow *ForwardEscrow) TryPackTransferFrom(from common.Address, to common.Address, token *big.Int) ([]byte, error) {
	return forwardEscrow.abi.Pack("transferFrom", from, to, token)
}

// PackWithdraw is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf940e385.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function withdraw(address token, address to) returns(uint256 amount)
func (forwardEscrow *ForwardEscrow) PackWithdraw(token common.Address, to common.Address) []byte {
	enc, err := forwardEscrow.abi.Pack("withdraw", token, to)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackWithdraw is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xf940e385.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function withdraw(address token, address to) returns(uint256 amount)
func (forwardEscrow *ForwardEscrow) TryPackWithdraw(token common.Address, to common.Address) ([]byte, error) {
	return forwardEscrow.abi.Pack("withdraw", token, to)
}

// UnpackWithdraw is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xf940e385.
//
// Solidity: function withdraw(address token, address to) returns(uint256 amount)
func (forwardEscrow *ForwardEscrow) UnpackWithdraw(data []byte) (*big.Int, error) {
	out, err := forwardEscrow.abi.Unpack("withdraw", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// ForwardEscrowAccepted represents a Accepted event raised by the ForwardEscrow contract.
type ForwardEscrowAccepted struct {
	Id       [32]byte
	Provider common.Address
	Raw      *types.Log // Blockchain specific contextual infos
}

const ForwardEscrowAcceptedEventName = "Accepted"

// ContractEventName returns the user-defined event name.
func (ForwardEscrowAccepted) ContractEventName() string {
	return ForwardEscrowAcceptedEventName
}

// UnpackAcceptedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Accepted(bytes32 indexed id, address indexed provider)
func (forwardEscrow *ForwardEscrow) UnpackAcceptedEvent(log *types.Log) (*ForwardEscrowAccepted, error) {
	event := "Accepted"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != forwardEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ForwardEscrowAccepted)
	if len(log.Data) > 0 {
		if err := forwardEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range forwardEscrow.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ForwardEscrowAnnounced represents a Announced event raised by the ForwardEscrow contract.
type ForwardEscrowAnnounced struct {
	Id  [32]byte
	H   *big.Int
	At  uint64
	Raw *types.Log // Blockchain specific contextual infos
}

const ForwardEscrowAnnouncedEventName = "Announced"

// ContractEventName returns the user-defined event name.
func (ForwardEscrowAnnounced) ContractEventName() string {
	return ForwardEscrowAnnouncedEventName
}

// UnpackAnnouncedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Announced(bytes32 indexed id, uint256 indexed h, uint64 at)
func (forwardEscrow *ForwardEscrow) UnpackAnnouncedEvent(log *types.Log) (*ForwardEscrowAnnounced, error) {
	event := "Announced"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != forwardEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ForwardEscrowAnnounced)
	if len(log.Data) > 0 {
		if err := forwardEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range forwardEscrow.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ForwardEscrowApproval represents a Approval event raised by the ForwardEscrow contract.
type ForwardEscrowApproval struct {
	Owner    common.Address
	Approved common.Address
	TokenId  *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const ForwardEscrowApprovalEventName = "Approval"

// ContractEventName returns the user-defined event name.
func (ForwardEscrowApproval) ContractEventName() string {
	return ForwardEscrowApprovalEventName
}

// UnpackApprovalEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Approval(address indexed owner, address indexed approved, uint256 indexed tokenId)
func (forwardEscrow *ForwardEscrow) UnpackApprovalEvent(log *types.Log) (*ForwardEscrowApproval, error) {
	event := "Approval"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != forwardEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ForwardEscrowApproval)
	if len(log.Data) > 0 {
		if err := forwardEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range forwardEscrow.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ForwardEscrowApprovalForAll represents a ApprovalForAll event raised by the ForwardEscrow contract.
type ForwardEscrowApprovalForAll struct {
	Owner    common.Address
	Operator common.Address
	Approved bool
	Raw      *types.Log // Blockchain specific contextual infos
}

const ForwardEscrowApprovalForAllEventName = "ApprovalForAll"

// ContractEventName returns the user-defined event name.
func (ForwardEscrowApprovalForAll) ContractEventName() string {
	return ForwardEscrowApprovalForAllEventName
}

// UnpackApprovalForAllEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event ApprovalForAll(address indexed owner, address indexed operator, bool approved)
func (forwardEscrow *ForwardEscrow) UnpackApprovalForAllEvent(log *types.Log) (*ForwardEscrowApprovalForAll, error) {
	event := "ApprovalForAll"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != forwardEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ForwardEscrowApprovalForAll)
	if len(log.Data) > 0 {
		if err := forwardEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range forwardEscrow.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ForwardEscrowClosed represents a Closed event raised by the ForwardEscrow contract.
type ForwardEscrowClosed struct {
	Id         [32]byte
	Buyer      common.Address
	ToBuyer    *big.Int
	Provider   common.Address
	ToProvider *big.Int
	Raw        *types.Log // Blockchain specific contextual infos
}

const ForwardEscrowClosedEventName = "Closed"

// ContractEventName returns the user-defined event name.
func (ForwardEscrowClosed) ContractEventName() string {
	return ForwardEscrowClosedEventName
}

// UnpackClosedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Closed(bytes32 indexed id, address indexed buyer, uint256 toBuyer, address indexed provider, uint256 toProvider)
func (forwardEscrow *ForwardEscrow) UnpackClosedEvent(log *types.Log) (*ForwardEscrowClosed, error) {
	event := "Closed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != forwardEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ForwardEscrowClosed)
	if len(log.Data) > 0 {
		if err := forwardEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range forwardEscrow.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ForwardEscrowCredited represents a Credited event raised by the ForwardEscrow contract.
type ForwardEscrowCredited struct {
	Token  common.Address
	To     common.Address
	Amount *big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const ForwardEscrowCreditedEventName = "Credited"

// ContractEventName returns the user-defined event name.
func (ForwardEscrowCredited) ContractEventName() string {
	return ForwardEscrowCreditedEventName
}

// UnpackCreditedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Credited(address indexed token, address indexed to, uint256 amount)
func (forwardEscrow *ForwardEscrow) UnpackCreditedEvent(log *types.Log) (*ForwardEscrowCredited, error) {
	event := "Credited"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != forwardEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ForwardEscrowCredited)
	if len(log.Data) > 0 {
		if err := forwardEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range forwardEscrow.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ForwardEscrowGroupSettled represents a GroupSettled event raised by the ForwardEscrow contract.
type ForwardEscrowGroupSettled struct {
	Predicate common.Address
	Key       [32]byte
	N         uint32
	Count     *big.Int
	Settled   *big.Int
	Others    []*big.Int
	Proof     []byte
	Raw       *types.Log // Blockchain specific contextual infos
}

const ForwardEscrowGroupSettledEventName = "GroupSettled"

// ContractEventName returns the user-defined event name.
func (ForwardEscrowGroupSettled) ContractEventName() string {
	return ForwardEscrowGroupSettledEventName
}

// UnpackGroupSettledEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event GroupSettled(address indexed predicate, bytes32 indexed key, uint32 n, uint256 count, uint256 settled, uint256[] others, bytes proof)
func (forwardEscrow *ForwardEscrow) UnpackGroupSettledEvent(log *types.Log) (*ForwardEscrowGroupSettled, error) {
	event := "GroupSettled"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != forwardEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ForwardEscrowGroupSettled)
	if len(log.Data) > 0 {
		if err := forwardEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range forwardEscrow.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ForwardEscrowGroupSkipped represents a GroupSkipped event raised by the ForwardEscrow contract.
type ForwardEscrowGroupSkipped struct {
	Predicate common.Address
	Reason    []byte
	Raw       *types.Log // Blockchain specific contextual infos
}

const ForwardEscrowGroupSkippedEventName = "GroupSkipped"

// ContractEventName returns the user-defined event name.
func (ForwardEscrowGroupSkipped) ContractEventName() string {
	return ForwardEscrowGroupSkippedEventName
}

// UnpackGroupSkippedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event GroupSkipped(address indexed predicate, bytes reason)
func (forwardEscrow *ForwardEscrow) UnpackGroupSkippedEvent(log *types.Log) (*ForwardEscrowGroupSkipped, error) {
	event := "GroupSkipped"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != forwardEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ForwardEscrowGroupSkipped)
	if len(log.Data) > 0 {
		if err := forwardEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range forwardEscrow.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ForwardEscrowOpened represents a Opened event raised by the ForwardEscrow contract.
type ForwardEscrowOpened struct {
	Id        [32]byte
	Buyer     common.Address
	Predicate common.Address
	Terms     Terms
	Salt      [32]byte
	Params    []byte
	Task      []byte
	Raw       *types.Log // Blockchain specific contextual infos
}

const ForwardEscrowOpenedEventName = "Opened"

// ContractEventName returns the user-defined event name.
func (ForwardEscrowOpened) ContractEventName() string {
	return ForwardEscrowOpenedEventName
}

// UnpackOpenedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Opened(bytes32 indexed id, address indexed buyer, address indexed predicate, (address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256) terms, bytes32 salt, bytes params, bytes task)
func (forwardEscrow *ForwardEscrow) UnpackOpenedEvent(log *types.Log) (*ForwardEscrowOpened, error) {
	event := "Opened"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != forwardEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ForwardEscrowOpened)
	if len(log.Data) > 0 {
		if err := forwardEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range forwardEscrow.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ForwardEscrowReclaimed represents a Reclaimed event raised by the ForwardEscrow contract.
type ForwardEscrowReclaimed struct {
	Id         [32]byte
	Buyer      common.Address
	ToBuyer    *big.Int
	Provider   common.Address
	ToProvider *big.Int
	Raw        *types.Log // Blockchain specific contextual infos
}

const ForwardEscrowReclaimedEventName = "Reclaimed"

// ContractEventName returns the user-defined event name.
func (ForwardEscrowReclaimed) ContractEventName() string {
	return ForwardEscrowReclaimedEventName
}

// UnpackReclaimedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Reclaimed(bytes32 indexed id, address indexed buyer, uint256 toBuyer, address indexed provider, uint256 toProvider)
func (forwardEscrow *ForwardEscrow) UnpackReclaimedEvent(log *types.Log) (*ForwardEscrowReclaimed, error) {
	event := "Reclaimed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != forwardEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ForwardEscrowReclaimed)
	if len(log.Data) > 0 {
		if err := forwardEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range forwardEscrow.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ForwardEscrowSettled represents a Settled event raised by the ForwardEscrow contract.
type ForwardEscrowSettled struct {
	Id         [32]byte
	Recipient  common.Address
	Key        [32]byte
	Paid       *big.Int
	Progress   *big.Int
	Commitment *big.Int
	Beacon     *big.Int
	H          *big.Int
	Payload    []*big.Int
	Proof      []byte
	Raw        *types.Log // Blockchain specific contextual infos
}

const ForwardEscrowSettledEventName = "Settled"

// ContractEventName returns the user-defined event name.
func (ForwardEscrowSettled) ContractEventName() string {
	return ForwardEscrowSettledEventName
}

// UnpackSettledEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Settled(bytes32 indexed id, address indexed recipient, bytes32 indexed key, uint256 paid, uint256 progress, uint256 commitment, uint256 beacon, uint256 h, uint256[] payload, bytes proof)
func (forwardEscrow *ForwardEscrow) UnpackSettledEvent(log *types.Log) (*ForwardEscrowSettled, error) {
	event := "Settled"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != forwardEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ForwardEscrowSettled)
	if len(log.Data) > 0 {
		if err := forwardEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range forwardEscrow.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ForwardEscrowSkipped represents a Skipped event raised by the ForwardEscrow contract.
type ForwardEscrowSkipped struct {
	Id     [32]byte
	Reason []byte
	Raw    *types.Log // Blockchain specific contextual infos
}

const ForwardEscrowSkippedEventName = "Skipped"

// ContractEventName returns the user-defined event name.
func (ForwardEscrowSkipped) ContractEventName() string {
	return ForwardEscrowSkippedEventName
}

// UnpackSkippedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Skipped(bytes32 indexed id, bytes reason)
func (forwardEscrow *ForwardEscrow) UnpackSkippedEvent(log *types.Log) (*ForwardEscrowSkipped, error) {
	event := "Skipped"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != forwardEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ForwardEscrowSkipped)
	if len(log.Data) > 0 {
		if err := forwardEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range forwardEscrow.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ForwardEscrowTransfer represents a Transfer event raised by the ForwardEscrow contract.
type ForwardEscrowTransfer struct {
	From    common.Address
	To      common.Address
	TokenId *big.Int
	Raw     *types.Log // Blockchain specific contextual infos
}

const ForwardEscrowTransferEventName = "Transfer"

// ContractEventName returns the user-defined event name.
func (ForwardEscrowTransfer) ContractEventName() string {
	return ForwardEscrowTransferEventName
}

// UnpackTransferEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Transfer(address indexed from, address indexed to, uint256 indexed tokenId)
func (forwardEscrow *ForwardEscrow) UnpackTransferEvent(log *types.Log) (*ForwardEscrowTransfer, error) {
	event := "Transfer"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != forwardEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ForwardEscrowTransfer)
	if len(log.Data) > 0 {
		if err := forwardEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range forwardEscrow.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// ForwardEscrowWithdrawn represents a Withdrawn event raised by the ForwardEscrow contract.
type ForwardEscrowWithdrawn struct {
	Token  common.Address
	From   common.Address
	To     common.Address
	Amount *big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const ForwardEscrowWithdrawnEventName = "Withdrawn"

// ContractEventName returns the user-defined event name.
func (ForwardEscrowWithdrawn) ContractEventName() string {
	return ForwardEscrowWithdrawnEventName
}

// UnpackWithdrawnEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Withdrawn(address indexed token, address indexed from, address indexed to, uint256 amount)
func (forwardEscrow *ForwardEscrow) UnpackWithdrawnEvent(log *types.Log) (*ForwardEscrowWithdrawn, error) {
	event := "Withdrawn"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != forwardEscrow.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(ForwardEscrowWithdrawn)
	if len(log.Data) > 0 {
		if err := forwardEscrow.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range forwardEscrow.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (forwardEscrow *ForwardEscrow) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ERC721IncorrectOwner"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackERC721IncorrectOwnerError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ERC721InsufficientApproval"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackERC721InsufficientApprovalError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ERC721InvalidApprover"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackERC721InvalidApproverError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ERC721InvalidOperator"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackERC721InvalidOperatorError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ERC721InvalidOwner"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackERC721InvalidOwnerError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ERC721InvalidReceiver"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackERC721InvalidReceiverError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ERC721InvalidSender"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackERC721InvalidSenderError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ERC721NonexistentToken"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackERC721NonexistentTokenError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_AcceptByInvalid"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowAcceptByInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_AcceptanceOver"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowAcceptanceOverError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_AlreadyAccepted"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowAlreadyAcceptedError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_AlreadyClosed"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowAlreadyClosedError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_AlreadyOpened"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowAlreadyOpenedError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_AlreadyReclaimed"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowAlreadyReclaimedError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_AlreadySettled"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowAlreadySettledError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_AnnouncementTooRecent"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowAnnouncementTooRecentError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_BeaconBlockPassed"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowBeaconBlockPassedError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_BeforeAcceptBy"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowBeforeAcceptByError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_BeforeSettleBy"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowBeforeSettleByError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_BeforeStart"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowBeforeStartError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_BondZero"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowBondZeroError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_BuyerInvalid"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowBuyerInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_CallerNotEscrow"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowCallerNotEscrowError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_ClaimDelayZero"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowClaimDelayZeroError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_ConsentExpired"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowConsentExpiredError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_ConsentInvalid"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowConsentInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_DeliveriesOverlap"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowDeliveriesOverlapError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_GasTooLow"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowGasTooLowError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_GroupSizeInvalid"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowGroupSizeInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_HolderDidNotAgree"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowHolderDidNotAgreeError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_HolderInvalid"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowHolderInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_NotAccepted"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowNotAcceptedError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_NotAnnounced"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowNotAnnouncedError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_NotProvider"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowNotProviderError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_NothingOwed"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowNothingOwedError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_OpenForwardNotPlain"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowOpenForwardNotPlainError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_ParamsNotInField"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowParamsNotInFieldError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_PartWithoutCode"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowPartWithoutCodeError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_PredicateDeclined"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowPredicateDeclinedError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_PredicateOther"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowPredicateOtherError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_PredicateRefused"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowPredicateRefusedError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_PredicateWithoutCode"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowPredicateWithoutCodeError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_PriceZero"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowPriceZeroError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_QuantityTooLarge"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowQuantityTooLargeError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_QuantityZero"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowQuantityZeroError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_RecipientInvalid"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowRecipientInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_RoundsInvalid"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowRoundsInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_SealingKeyInvalid"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowSealingKeyInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_SettlementOver"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowSettlementOverError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_ShareTooLarge"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowShareTooLargeError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_SomeDeclined"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowSomeDeclinedError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_StepInvalid"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowStepInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_StepOutOfOrder"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowStepOutOfOrderError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_TokenDeliversOther"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowTokenDeliversOtherError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_TokenWithoutCode"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowTokenWithoutCodeError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_UnknownForward"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowUnknownForwardError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_WindowInvalid"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowWindowInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ForwardEscrow_WindowOver"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackForwardEscrowWindowOverError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["ReentrancyGuardReentrantCall"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackReentrancyGuardReentrantCallError(raw[4:])
	}
	if bytes.Equal(raw[:4], forwardEscrow.abi.Errors["SafeERC20FailedOperation"].ID.Bytes()[:4]) {
		return forwardEscrow.UnpackSafeERC20FailedOperationError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// ForwardEscrowERC721IncorrectOwner represents a ERC721IncorrectOwner error raised by the ForwardEscrow contract.
type ForwardEscrowERC721IncorrectOwner struct {
	Sender  common.Address
	TokenId *big.Int
	Owner   common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC721IncorrectOwner(address sender, uint256 tokenId, address owner)
func ForwardEscrowERC721IncorrectOwnerErrorID() common.Hash {
	return common.HexToHash("0x64283d7b313c8117c125f736876fa2b4e90ea3831a4716dfdb87d2f540e26289")
}

// UnpackERC721IncorrectOwnerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC721IncorrectOwner(address sender, uint256 tokenId, address owner)
func (forwardEscrow *ForwardEscrow) UnpackERC721IncorrectOwnerError(raw []byte) (*ForwardEscrowERC721IncorrectOwner, error) {
	out := new(ForwardEscrowERC721IncorrectOwner)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ERC721IncorrectOwner", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowERC721InsufficientApproval represents a ERC721InsufficientApproval error raised by the ForwardEscrow contract.
type ForwardEscrowERC721InsufficientApproval struct {
	Operator common.Address
	TokenId  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC721InsufficientApproval(address operator, uint256 tokenId)
func ForwardEscrowERC721InsufficientApprovalErrorID() common.Hash {
	return common.HexToHash("0x177e802f6f313bc89797ecace66d6d29ab4719cbaaacbb87367264048b1eb861")
}

// UnpackERC721InsufficientApprovalError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC721InsufficientApproval(address operator, uint256 tokenId)
func (forwardEscrow *ForwardEscrow) UnpackERC721InsufficientApprovalError(raw []byte) (*ForwardEscrowERC721InsufficientApproval, error) {
	out := new(ForwardEscrowERC721InsufficientApproval)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ERC721InsufficientApproval", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowERC721InvalidApprover represents a ERC721InvalidApprover error raised by the ForwardEscrow contract.
type ForwardEscrowERC721InvalidApprover struct {
	Approver common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC721InvalidApprover(address approver)
func ForwardEscrowERC721InvalidApproverErrorID() common.Hash {
	return common.HexToHash("0xa9fbf51f86b8e03595d59dc726bb10c329bb24f62589be276d8dd193ca0b69ea")
}

// UnpackERC721InvalidApproverError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC721InvalidApprover(address approver)
func (forwardEscrow *ForwardEscrow) UnpackERC721InvalidApproverError(raw []byte) (*ForwardEscrowERC721InvalidApprover, error) {
	out := new(ForwardEscrowERC721InvalidApprover)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ERC721InvalidApprover", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowERC721InvalidOperator represents a ERC721InvalidOperator error raised by the ForwardEscrow contract.
type ForwardEscrowERC721InvalidOperator struct {
	Operator common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC721InvalidOperator(address operator)
func ForwardEscrowERC721InvalidOperatorErrorID() common.Hash {
	return common.HexToHash("0x5b08ba185e8f577075361f3a3555a6580a227ce22734dcc979c1aeadf894658b")
}

// UnpackERC721InvalidOperatorError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC721InvalidOperator(address operator)
func (forwardEscrow *ForwardEscrow) UnpackERC721InvalidOperatorError(raw []byte) (*ForwardEscrowERC721InvalidOperator, error) {
	out := new(ForwardEscrowERC721InvalidOperator)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ERC721InvalidOperator", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowERC721InvalidOwner represents a ERC721InvalidOwner error raised by the ForwardEscrow contract.
type ForwardEscrowERC721InvalidOwner struct {
	Owner common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC721InvalidOwner(address owner)
func ForwardEscrowERC721InvalidOwnerErrorID() common.Hash {
	return common.HexToHash("0x89c62b6479af2e623826dcc39c5133061d35b66d72de92833401dd2fd6567480")
}

// UnpackERC721InvalidOwnerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC721InvalidOwner(address owner)
func (forwardEscrow *ForwardEscrow) UnpackERC721InvalidOwnerError(raw []byte) (*ForwardEscrowERC721InvalidOwner, error) {
	out := new(ForwardEscrowERC721InvalidOwner)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ERC721InvalidOwner", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowERC721InvalidReceiver represents a ERC721InvalidReceiver error raised by the ForwardEscrow contract.
type ForwardEscrowERC721InvalidReceiver struct {
	Receiver common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC721InvalidReceiver(address receiver)
func ForwardEscrowERC721InvalidReceiverErrorID() common.Hash {
	return common.HexToHash("0x64a0ae9278f805eaf991dcd18ca78756d280b7508b764ef1b255c55845c11df9")
}

// UnpackERC721InvalidReceiverError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC721InvalidReceiver(address receiver)
func (forwardEscrow *ForwardEscrow) UnpackERC721InvalidReceiverError(raw []byte) (*ForwardEscrowERC721InvalidReceiver, error) {
	out := new(ForwardEscrowERC721InvalidReceiver)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ERC721InvalidReceiver", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowERC721InvalidSender represents a ERC721InvalidSender error raised by the ForwardEscrow contract.
type ForwardEscrowERC721InvalidSender struct {
	Sender common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC721InvalidSender(address sender)
func ForwardEscrowERC721InvalidSenderErrorID() common.Hash {
	return common.HexToHash("0x73c6ac6e10798e95d99e1f130d923eb40193ecb8d094ec3dce93292564eb3b17")
}

// UnpackERC721InvalidSenderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC721InvalidSender(address sender)
func (forwardEscrow *ForwardEscrow) UnpackERC721InvalidSenderError(raw []byte) (*ForwardEscrowERC721InvalidSender, error) {
	out := new(ForwardEscrowERC721InvalidSender)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ERC721InvalidSender", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowERC721NonexistentToken represents a ERC721NonexistentToken error raised by the ForwardEscrow contract.
type ForwardEscrowERC721NonexistentToken struct {
	TokenId *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC721NonexistentToken(uint256 tokenId)
func ForwardEscrowERC721NonexistentTokenErrorID() common.Hash {
	return common.HexToHash("0x7e273289a3a9ef6670f06df7dca227856fc925e956db96980692764a8bc734d7")
}

// UnpackERC721NonexistentTokenError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC721NonexistentToken(uint256 tokenId)
func (forwardEscrow *ForwardEscrow) UnpackERC721NonexistentTokenError(raw []byte) (*ForwardEscrowERC721NonexistentToken, error) {
	out := new(ForwardEscrowERC721NonexistentToken)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ERC721NonexistentToken", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowAcceptByInvalid represents a ForwardEscrow_AcceptByInvalid error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowAcceptByInvalid struct {
	AcceptBy  uint64
	Start     uint64
	Timestamp *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_AcceptByInvalid(uint64 acceptBy, uint64 start, uint256 timestamp)
func ForwardEscrowForwardEscrowAcceptByInvalidErrorID() common.Hash {
	return common.HexToHash("0xb34985c01a1fda337eff1f675667749f8d34aa9104f65acb34573a072a18bbe3")
}

// UnpackForwardEscrowAcceptByInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_AcceptByInvalid(uint64 acceptBy, uint64 start, uint256 timestamp)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowAcceptByInvalidError(raw []byte) (*ForwardEscrowForwardEscrowAcceptByInvalid, error) {
	out := new(ForwardEscrowForwardEscrowAcceptByInvalid)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_AcceptByInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowAcceptanceOver represents a ForwardEscrow_AcceptanceOver error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowAcceptanceOver struct {
	AcceptBy  uint64
	Timestamp *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_AcceptanceOver(uint64 acceptBy, uint256 timestamp)
func ForwardEscrowForwardEscrowAcceptanceOverErrorID() common.Hash {
	return common.HexToHash("0xbaac811c1587e8b8275852d6a87762a113ebb2b26d7b5d4bf0a60eabdb0c4620")
}

// UnpackForwardEscrowAcceptanceOverError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_AcceptanceOver(uint64 acceptBy, uint256 timestamp)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowAcceptanceOverError(raw []byte) (*ForwardEscrowForwardEscrowAcceptanceOver, error) {
	out := new(ForwardEscrowForwardEscrowAcceptanceOver)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_AcceptanceOver", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowAlreadyAccepted represents a ForwardEscrow_AlreadyAccepted error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowAlreadyAccepted struct {
	Id       [32]byte
	Provider common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_AlreadyAccepted(bytes32 id, address provider)
func ForwardEscrowForwardEscrowAlreadyAcceptedErrorID() common.Hash {
	return common.HexToHash("0x437d31b8b68d360eb73ecaac807d41557c5b3433f1743aa1b8b7f5fec71ea073")
}

// UnpackForwardEscrowAlreadyAcceptedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_AlreadyAccepted(bytes32 id, address provider)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowAlreadyAcceptedError(raw []byte) (*ForwardEscrowForwardEscrowAlreadyAccepted, error) {
	out := new(ForwardEscrowForwardEscrowAlreadyAccepted)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_AlreadyAccepted", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowAlreadyClosed represents a ForwardEscrow_AlreadyClosed error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowAlreadyClosed struct {
	Id [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_AlreadyClosed(bytes32 id)
func ForwardEscrowForwardEscrowAlreadyClosedErrorID() common.Hash {
	return common.HexToHash("0xbe842ada7be8898425ff0ef702d7c3f620c8ea5693cce8c441ce8d1477ceb567")
}

// UnpackForwardEscrowAlreadyClosedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_AlreadyClosed(bytes32 id)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowAlreadyClosedError(raw []byte) (*ForwardEscrowForwardEscrowAlreadyClosed, error) {
	out := new(ForwardEscrowForwardEscrowAlreadyClosed)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_AlreadyClosed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowAlreadyOpened represents a ForwardEscrow_AlreadyOpened error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowAlreadyOpened struct {
	Id [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_AlreadyOpened(bytes32 id)
func ForwardEscrowForwardEscrowAlreadyOpenedErrorID() common.Hash {
	return common.HexToHash("0x7486626cae62bdbaa14a2f6498915e79408fa4c187a58417b8ea11f9723bdd05")
}

// UnpackForwardEscrowAlreadyOpenedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_AlreadyOpened(bytes32 id)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowAlreadyOpenedError(raw []byte) (*ForwardEscrowForwardEscrowAlreadyOpened, error) {
	out := new(ForwardEscrowForwardEscrowAlreadyOpened)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_AlreadyOpened", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowAlreadyReclaimed represents a ForwardEscrow_AlreadyReclaimed error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowAlreadyReclaimed struct {
	Id [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_AlreadyReclaimed(bytes32 id)
func ForwardEscrowForwardEscrowAlreadyReclaimedErrorID() common.Hash {
	return common.HexToHash("0x7edc0ca1d2775ac915574dfcf414d9ed8d8bbc8042646f1d9d6ab90031aea526")
}

// UnpackForwardEscrowAlreadyReclaimedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_AlreadyReclaimed(bytes32 id)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowAlreadyReclaimedError(raw []byte) (*ForwardEscrowForwardEscrowAlreadyReclaimed, error) {
	out := new(ForwardEscrowForwardEscrowAlreadyReclaimed)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_AlreadyReclaimed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowAlreadySettled represents a ForwardEscrow_AlreadySettled error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowAlreadySettled struct {
	Id [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_AlreadySettled(bytes32 id)
func ForwardEscrowForwardEscrowAlreadySettledErrorID() common.Hash {
	return common.HexToHash("0x746c9e05dddf15c4809022974e0f2321045661f9ad7a0bd658bbedc687945081")
}

// UnpackForwardEscrowAlreadySettledError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_AlreadySettled(bytes32 id)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowAlreadySettledError(raw []byte) (*ForwardEscrowForwardEscrowAlreadySettled, error) {
	out := new(ForwardEscrowForwardEscrowAlreadySettled)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_AlreadySettled", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowAnnouncementTooRecent represents a ForwardEscrow_AnnouncementTooRecent error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowAnnouncementTooRecent struct {
	Id         [32]byte
	H          *big.Int
	SettleFrom *big.Int
	Timestamp  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_AnnouncementTooRecent(bytes32 id, uint256 h, uint256 settleFrom, uint256 timestamp)
func ForwardEscrowForwardEscrowAnnouncementTooRecentErrorID() common.Hash {
	return common.HexToHash("0x10f7d63478a439f40533019834d8b198a58444867649ad84abac97b85cfafb6a")
}

// UnpackForwardEscrowAnnouncementTooRecentError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_AnnouncementTooRecent(bytes32 id, uint256 h, uint256 settleFrom, uint256 timestamp)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowAnnouncementTooRecentError(raw []byte) (*ForwardEscrowForwardEscrowAnnouncementTooRecent, error) {
	out := new(ForwardEscrowForwardEscrowAnnouncementTooRecent)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_AnnouncementTooRecent", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowBeaconBlockPassed represents a ForwardEscrow_BeaconBlockPassed error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowBeaconBlockPassed struct {
	BeaconBlock uint64
	BlockNumber *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_BeaconBlockPassed(uint64 beaconBlock, uint256 blockNumber)
func ForwardEscrowForwardEscrowBeaconBlockPassedErrorID() common.Hash {
	return common.HexToHash("0x72b29b1e461c9ce98670ad2114053852622667a6e08c0186710e41e9cefee633")
}

// UnpackForwardEscrowBeaconBlockPassedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_BeaconBlockPassed(uint64 beaconBlock, uint256 blockNumber)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowBeaconBlockPassedError(raw []byte) (*ForwardEscrowForwardEscrowBeaconBlockPassed, error) {
	out := new(ForwardEscrowForwardEscrowBeaconBlockPassed)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_BeaconBlockPassed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowBeforeAcceptBy represents a ForwardEscrow_BeforeAcceptBy error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowBeforeAcceptBy struct {
	AcceptBy  uint64
	Timestamp *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_BeforeAcceptBy(uint64 acceptBy, uint256 timestamp)
func ForwardEscrowForwardEscrowBeforeAcceptByErrorID() common.Hash {
	return common.HexToHash("0xcf658f54be8526395edd37d49bc92a72b2804827d2f44a770330f8a486a711a7")
}

// UnpackForwardEscrowBeforeAcceptByError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_BeforeAcceptBy(uint64 acceptBy, uint256 timestamp)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowBeforeAcceptByError(raw []byte) (*ForwardEscrowForwardEscrowBeforeAcceptBy, error) {
	out := new(ForwardEscrowForwardEscrowBeforeAcceptBy)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_BeforeAcceptBy", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowBeforeSettleBy represents a ForwardEscrow_BeforeSettleBy error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowBeforeSettleBy struct {
	SettleBy  uint64
	Timestamp *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_BeforeSettleBy(uint64 settleBy, uint256 timestamp)
func ForwardEscrowForwardEscrowBeforeSettleByErrorID() common.Hash {
	return common.HexToHash("0x356e7bf142dba523cd054070bcf0cc4e9709c2011f88b00db2aa4ccbd4d14279")
}

// UnpackForwardEscrowBeforeSettleByError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_BeforeSettleBy(uint64 settleBy, uint256 timestamp)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowBeforeSettleByError(raw []byte) (*ForwardEscrowForwardEscrowBeforeSettleBy, error) {
	out := new(ForwardEscrowForwardEscrowBeforeSettleBy)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_BeforeSettleBy", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowBeforeStart represents a ForwardEscrow_BeforeStart error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowBeforeStart struct {
	Start     uint64
	Timestamp *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_BeforeStart(uint64 start, uint256 timestamp)
func ForwardEscrowForwardEscrowBeforeStartErrorID() common.Hash {
	return common.HexToHash("0x574fb1b41c911bbbb06edd3bfa989d82caef0fcb005a66e453d0d3faf2848dda")
}

// UnpackForwardEscrowBeforeStartError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_BeforeStart(uint64 start, uint256 timestamp)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowBeforeStartError(raw []byte) (*ForwardEscrowForwardEscrowBeforeStart, error) {
	out := new(ForwardEscrowForwardEscrowBeforeStart)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_BeforeStart", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowBondZero represents a ForwardEscrow_BondZero error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowBondZero struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_BondZero()
func ForwardEscrowForwardEscrowBondZeroErrorID() common.Hash {
	return common.HexToHash("0x4af27048b058d1fb370a964c3625ab72f5b31e0524431c8b6aedc67ac4f91f07")
}

// UnpackForwardEscrowBondZeroError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_BondZero()
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowBondZeroError(raw []byte) (*ForwardEscrowForwardEscrowBondZero, error) {
	out := new(ForwardEscrowForwardEscrowBondZero)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_BondZero", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowBuyerInvalid represents a ForwardEscrow_BuyerInvalid error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowBuyerInvalid struct {
	Buyer common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_BuyerInvalid(address buyer)
func ForwardEscrowForwardEscrowBuyerInvalidErrorID() common.Hash {
	return common.HexToHash("0xf789cc4cbc8511b74077389c1d712663cccffd3687a8d5b6e7b3685aa3c799b0")
}

// UnpackForwardEscrowBuyerInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_BuyerInvalid(address buyer)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowBuyerInvalidError(raw []byte) (*ForwardEscrowForwardEscrowBuyerInvalid, error) {
	out := new(ForwardEscrowForwardEscrowBuyerInvalid)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_BuyerInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowCallerNotEscrow represents a ForwardEscrow_CallerNotEscrow error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowCallerNotEscrow struct {
	Caller common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_CallerNotEscrow(address caller)
func ForwardEscrowForwardEscrowCallerNotEscrowErrorID() common.Hash {
	return common.HexToHash("0x517e7e43faa7b979ec1105dbddbb08d1046e9c0bc3e566f116db2afe5364a27f")
}

// UnpackForwardEscrowCallerNotEscrowError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_CallerNotEscrow(address caller)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowCallerNotEscrowError(raw []byte) (*ForwardEscrowForwardEscrowCallerNotEscrow, error) {
	out := new(ForwardEscrowForwardEscrowCallerNotEscrow)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_CallerNotEscrow", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowClaimDelayZero represents a ForwardEscrow_ClaimDelayZero error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowClaimDelayZero struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_ClaimDelayZero()
func ForwardEscrowForwardEscrowClaimDelayZeroErrorID() common.Hash {
	return common.HexToHash("0x2254ac2b11320e32250dfe68273a38ea74aa69a86e0db70ff64f0e1506f954d4")
}

// UnpackForwardEscrowClaimDelayZeroError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_ClaimDelayZero()
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowClaimDelayZeroError(raw []byte) (*ForwardEscrowForwardEscrowClaimDelayZero, error) {
	out := new(ForwardEscrowForwardEscrowClaimDelayZero)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_ClaimDelayZero", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowConsentExpired represents a ForwardEscrow_ConsentExpired error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowConsentExpired struct {
	Deadline  *big.Int
	Timestamp *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_ConsentExpired(uint256 deadline, uint256 timestamp)
func ForwardEscrowForwardEscrowConsentExpiredErrorID() common.Hash {
	return common.HexToHash("0x17df5adf0dc6498dc45c171d922faa2f8781bc68c1034afa614a26301053148f")
}

// UnpackForwardEscrowConsentExpiredError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_ConsentExpired(uint256 deadline, uint256 timestamp)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowConsentExpiredError(raw []byte) (*ForwardEscrowForwardEscrowConsentExpired, error) {
	out := new(ForwardEscrowForwardEscrowConsentExpired)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_ConsentExpired", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowConsentInvalid represents a ForwardEscrow_ConsentInvalid error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowConsentInvalid struct {
	Holder common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_ConsentInvalid(address holder)
func ForwardEscrowForwardEscrowConsentInvalidErrorID() common.Hash {
	return common.HexToHash("0xb800fa6a88c756a49af77fec33ad76339c5ef99cd9b3fb3d5924db87075d49c7")
}

// UnpackForwardEscrowConsentInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_ConsentInvalid(address holder)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowConsentInvalidError(raw []byte) (*ForwardEscrowForwardEscrowConsentInvalid, error) {
	out := new(ForwardEscrowForwardEscrowConsentInvalid)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_ConsentInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowDeliveriesOverlap represents a ForwardEscrow_DeliveriesOverlap error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowDeliveriesOverlap struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_DeliveriesOverlap()
func ForwardEscrowForwardEscrowDeliveriesOverlapErrorID() common.Hash {
	return common.HexToHash("0x8edb66c2e98adb6eb0ca06d906c82a4b13792b4ef103021b32ef96feaa5c86c0")
}

// UnpackForwardEscrowDeliveriesOverlapError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_DeliveriesOverlap()
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowDeliveriesOverlapError(raw []byte) (*ForwardEscrowForwardEscrowDeliveriesOverlap, error) {
	out := new(ForwardEscrowForwardEscrowDeliveriesOverlap)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_DeliveriesOverlap", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowGasTooLow represents a ForwardEscrow_GasTooLow error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowGasTooLow struct {
	Available *big.Int
	Needed    *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_GasTooLow(uint256 available, uint256 needed)
func ForwardEscrowForwardEscrowGasTooLowErrorID() common.Hash {
	return common.HexToHash("0xedd79d27f33b785e3800c458f4a09329779a2a28e781baf154e330cad5f9b807")
}

// UnpackForwardEscrowGasTooLowError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_GasTooLow(uint256 available, uint256 needed)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowGasTooLowError(raw []byte) (*ForwardEscrowForwardEscrowGasTooLow, error) {
	out := new(ForwardEscrowForwardEscrowGasTooLow)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_GasTooLow", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowGroupSizeInvalid represents a ForwardEscrow_GroupSizeInvalid error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowGroupSizeInvalid struct {
	Count *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_GroupSizeInvalid(uint256 count)
func ForwardEscrowForwardEscrowGroupSizeInvalidErrorID() common.Hash {
	return common.HexToHash("0x522193ea0d2507b9bbec03a328e17280d607f45b8f62ca53efb6fb8383701f8b")
}

// UnpackForwardEscrowGroupSizeInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_GroupSizeInvalid(uint256 count)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowGroupSizeInvalidError(raw []byte) (*ForwardEscrowForwardEscrowGroupSizeInvalid, error) {
	out := new(ForwardEscrowForwardEscrowGroupSizeInvalid)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_GroupSizeInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowHolderDidNotAgree represents a ForwardEscrow_HolderDidNotAgree error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowHolderDidNotAgree struct {
	Holder common.Address
	Caller common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_HolderDidNotAgree(address holder, address caller)
func ForwardEscrowForwardEscrowHolderDidNotAgreeErrorID() common.Hash {
	return common.HexToHash("0x02f100285e5a80c9f44f7b4c6d677a14f6466b2706bb40d6c9dad3a235302bdd")
}

// UnpackForwardEscrowHolderDidNotAgreeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_HolderDidNotAgree(address holder, address caller)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowHolderDidNotAgreeError(raw []byte) (*ForwardEscrowForwardEscrowHolderDidNotAgree, error) {
	out := new(ForwardEscrowForwardEscrowHolderDidNotAgree)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_HolderDidNotAgree", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowHolderInvalid represents a ForwardEscrow_HolderInvalid error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowHolderInvalid struct {
	Holder   common.Address
	Provider common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_HolderInvalid(address holder, address provider)
func ForwardEscrowForwardEscrowHolderInvalidErrorID() common.Hash {
	return common.HexToHash("0xe8389ad5f95c7d1322e9ffcffde8ae1dd295010441ca5fefe2de3c0ea46b3041")
}

// UnpackForwardEscrowHolderInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_HolderInvalid(address holder, address provider)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowHolderInvalidError(raw []byte) (*ForwardEscrowForwardEscrowHolderInvalid, error) {
	out := new(ForwardEscrowForwardEscrowHolderInvalid)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_HolderInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowNotAccepted represents a ForwardEscrow_NotAccepted error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowNotAccepted struct {
	Id [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_NotAccepted(bytes32 id)
func ForwardEscrowForwardEscrowNotAcceptedErrorID() common.Hash {
	return common.HexToHash("0x6e6429e7aad4e36d543188d8de57eb50d113e24c5c335d6a87386d9a453e16de")
}

// UnpackForwardEscrowNotAcceptedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_NotAccepted(bytes32 id)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowNotAcceptedError(raw []byte) (*ForwardEscrowForwardEscrowNotAccepted, error) {
	out := new(ForwardEscrowForwardEscrowNotAccepted)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_NotAccepted", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowNotAnnounced represents a ForwardEscrow_NotAnnounced error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowNotAnnounced struct {
	Id [32]byte
	H  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_NotAnnounced(bytes32 id, uint256 h)
func ForwardEscrowForwardEscrowNotAnnouncedErrorID() common.Hash {
	return common.HexToHash("0xe1b7be31e2f91378400932b1522b669fae5859b597ebc65ac64ecb0b1d846821")
}

// UnpackForwardEscrowNotAnnouncedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_NotAnnounced(bytes32 id, uint256 h)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowNotAnnouncedError(raw []byte) (*ForwardEscrowForwardEscrowNotAnnounced, error) {
	out := new(ForwardEscrowForwardEscrowNotAnnounced)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_NotAnnounced", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowNotProvider represents a ForwardEscrow_NotProvider error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowNotProvider struct {
	Id       [32]byte
	Caller   common.Address
	Provider common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_NotProvider(bytes32 id, address caller, address provider)
func ForwardEscrowForwardEscrowNotProviderErrorID() common.Hash {
	return common.HexToHash("0xb54170b78043d43489df43766d54e1c65c67161428f9732c4cf7296f82b3d413")
}

// UnpackForwardEscrowNotProviderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_NotProvider(bytes32 id, address caller, address provider)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowNotProviderError(raw []byte) (*ForwardEscrowForwardEscrowNotProvider, error) {
	out := new(ForwardEscrowForwardEscrowNotProvider)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_NotProvider", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowNothingOwed represents a ForwardEscrow_NothingOwed error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowNothingOwed struct {
	Token common.Address
	Who   common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_NothingOwed(address token, address who)
func ForwardEscrowForwardEscrowNothingOwedErrorID() common.Hash {
	return common.HexToHash("0x52a9f1533eb708b91182f8c81c879038cb51a67f6abeb02dd20616260bc71229")
}

// UnpackForwardEscrowNothingOwedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_NothingOwed(address token, address who)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowNothingOwedError(raw []byte) (*ForwardEscrowForwardEscrowNothingOwed, error) {
	out := new(ForwardEscrowForwardEscrowNothingOwed)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_NothingOwed", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowOpenForwardNotPlain represents a ForwardEscrow_OpenForwardNotPlain error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowOpenForwardNotPlain struct {
	Bond        *big.Int
	Provider    common.Address
	BeaconBlock uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_OpenForwardNotPlain(uint128 bond, address provider, uint64 beaconBlock)
func ForwardEscrowForwardEscrowOpenForwardNotPlainErrorID() common.Hash {
	return common.HexToHash("0x65cd5d7666f7b24fb9dfd81e58b6bdff08dc75f2e62a58d8c58c13257e8059ee")
}

// UnpackForwardEscrowOpenForwardNotPlainError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_OpenForwardNotPlain(uint128 bond, address provider, uint64 beaconBlock)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowOpenForwardNotPlainError(raw []byte) (*ForwardEscrowForwardEscrowOpenForwardNotPlain, error) {
	out := new(ForwardEscrowForwardEscrowOpenForwardNotPlain)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_OpenForwardNotPlain", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowParamsNotInField represents a ForwardEscrow_ParamsNotInField error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowParamsNotInField struct {
	Params *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_ParamsNotInField(uint256 params)
func ForwardEscrowForwardEscrowParamsNotInFieldErrorID() common.Hash {
	return common.HexToHash("0xae8115ec4095c2a74cfe42dc4f8527af31ad128d0761a59a01eb7279342a57e8")
}

// UnpackForwardEscrowParamsNotInFieldError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_ParamsNotInField(uint256 params)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowParamsNotInFieldError(raw []byte) (*ForwardEscrowForwardEscrowParamsNotInField, error) {
	out := new(ForwardEscrowForwardEscrowParamsNotInField)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_ParamsNotInField", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowPartWithoutCode represents a ForwardEscrow_PartWithoutCode error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowPartWithoutCode struct {
	Part common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_PartWithoutCode(address part)
func ForwardEscrowForwardEscrowPartWithoutCodeErrorID() common.Hash {
	return common.HexToHash("0x8572c3b763371b32d74897df990f8828cc94e462026ce032fc2d1a5ec9751c2c")
}

// UnpackForwardEscrowPartWithoutCodeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_PartWithoutCode(address part)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowPartWithoutCodeError(raw []byte) (*ForwardEscrowForwardEscrowPartWithoutCode, error) {
	out := new(ForwardEscrowForwardEscrowPartWithoutCode)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_PartWithoutCode", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowPredicateDeclined represents a ForwardEscrow_PredicateDeclined error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowPredicateDeclined struct {
	Predicate common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_PredicateDeclined(address predicate)
func ForwardEscrowForwardEscrowPredicateDeclinedErrorID() common.Hash {
	return common.HexToHash("0x2dfde351366f7ab753a2d4fb5c703f7062271c420df47b842fca9521d1a4bf75")
}

// UnpackForwardEscrowPredicateDeclinedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_PredicateDeclined(address predicate)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowPredicateDeclinedError(raw []byte) (*ForwardEscrowForwardEscrowPredicateDeclined, error) {
	out := new(ForwardEscrowForwardEscrowPredicateDeclined)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_PredicateDeclined", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowPredicateOther represents a ForwardEscrow_PredicateOther error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowPredicateOther struct {
	Predicate common.Address
	Group     common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_PredicateOther(address predicate, address group)
func ForwardEscrowForwardEscrowPredicateOtherErrorID() common.Hash {
	return common.HexToHash("0x05a00b1f9e99ca3712ecf41729d5fcb4386259643ce0f670bf6de58a17341d4e")
}

// UnpackForwardEscrowPredicateOtherError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_PredicateOther(address predicate, address group)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowPredicateOtherError(raw []byte) (*ForwardEscrowForwardEscrowPredicateOther, error) {
	out := new(ForwardEscrowForwardEscrowPredicateOther)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_PredicateOther", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowPredicateRefused represents a ForwardEscrow_PredicateRefused error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowPredicateRefused struct {
	Predicate common.Address
	Reason    []byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_PredicateRefused(address predicate, bytes reason)
func ForwardEscrowForwardEscrowPredicateRefusedErrorID() common.Hash {
	return common.HexToHash("0x0b13a9591be8986cbe07669b5f4f2e78388103681608196db2fc80310dd87f81")
}

// UnpackForwardEscrowPredicateRefusedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_PredicateRefused(address predicate, bytes reason)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowPredicateRefusedError(raw []byte) (*ForwardEscrowForwardEscrowPredicateRefused, error) {
	out := new(ForwardEscrowForwardEscrowPredicateRefused)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_PredicateRefused", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowPredicateWithoutCode represents a ForwardEscrow_PredicateWithoutCode error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowPredicateWithoutCode struct {
	Predicate common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_PredicateWithoutCode(address predicate)
func ForwardEscrowForwardEscrowPredicateWithoutCodeErrorID() common.Hash {
	return common.HexToHash("0xa018cf52943c75348b5be29837e1661f835784f183b56b8289b1aa49e36f2a1c")
}

// UnpackForwardEscrowPredicateWithoutCodeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_PredicateWithoutCode(address predicate)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowPredicateWithoutCodeError(raw []byte) (*ForwardEscrowForwardEscrowPredicateWithoutCode, error) {
	out := new(ForwardEscrowForwardEscrowPredicateWithoutCode)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_PredicateWithoutCode", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowPriceZero represents a ForwardEscrow_PriceZero error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowPriceZero struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_PriceZero()
func ForwardEscrowForwardEscrowPriceZeroErrorID() common.Hash {
	return common.HexToHash("0x2f48e12c449739365d948867e497df725ed3db4e87590361b0355cb35504f24c")
}

// UnpackForwardEscrowPriceZeroError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_PriceZero()
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowPriceZeroError(raw []byte) (*ForwardEscrowForwardEscrowPriceZero, error) {
	out := new(ForwardEscrowForwardEscrowPriceZero)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_PriceZero", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowQuantityTooLarge represents a ForwardEscrow_QuantityTooLarge error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowQuantityTooLarge struct {
	Quantity *big.Int
	Most     *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_QuantityTooLarge(uint96 quantity, uint96 most)
func ForwardEscrowForwardEscrowQuantityTooLargeErrorID() common.Hash {
	return common.HexToHash("0x02ef6a5c038aaace6143e767cc363f3e943cbd008b74b3142d17639794ffc6f2")
}

// UnpackForwardEscrowQuantityTooLargeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_QuantityTooLarge(uint96 quantity, uint96 most)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowQuantityTooLargeError(raw []byte) (*ForwardEscrowForwardEscrowQuantityTooLarge, error) {
	out := new(ForwardEscrowForwardEscrowQuantityTooLarge)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_QuantityTooLarge", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowQuantityZero represents a ForwardEscrow_QuantityZero error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowQuantityZero struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_QuantityZero()
func ForwardEscrowForwardEscrowQuantityZeroErrorID() common.Hash {
	return common.HexToHash("0xb9f34889c02ced7e503b3dbe9778350bf61f114ae0ad068a6f930112e6c683bc")
}

// UnpackForwardEscrowQuantityZeroError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_QuantityZero()
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowQuantityZeroError(raw []byte) (*ForwardEscrowForwardEscrowQuantityZero, error) {
	out := new(ForwardEscrowForwardEscrowQuantityZero)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_QuantityZero", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowRecipientInvalid represents a ForwardEscrow_RecipientInvalid error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowRecipientInvalid struct {
	Recipient common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_RecipientInvalid(address recipient)
func ForwardEscrowForwardEscrowRecipientInvalidErrorID() common.Hash {
	return common.HexToHash("0x81eee08dac18cdf15062bbb08086d495517e54f64fc7230be9a333f5d112bc35")
}

// UnpackForwardEscrowRecipientInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_RecipientInvalid(address recipient)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowRecipientInvalidError(raw []byte) (*ForwardEscrowForwardEscrowRecipientInvalid, error) {
	out := new(ForwardEscrowForwardEscrowRecipientInvalid)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_RecipientInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowRoundsInvalid represents a ForwardEscrow_RoundsInvalid error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowRoundsInvalid struct {
	Id         [32]byte
	Commitment *big.Int
	Beacon     *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_RoundsInvalid(bytes32 id, uint256 commitment, uint256 beacon)
func ForwardEscrowForwardEscrowRoundsInvalidErrorID() common.Hash {
	return common.HexToHash("0x636780a352015fd1ea3a98301f3cd47f7d1695a3467e5bc9760c136b2745ffbd")
}

// UnpackForwardEscrowRoundsInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_RoundsInvalid(bytes32 id, uint256 commitment, uint256 beacon)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowRoundsInvalidError(raw []byte) (*ForwardEscrowForwardEscrowRoundsInvalid, error) {
	out := new(ForwardEscrowForwardEscrowRoundsInvalid)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_RoundsInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowSealingKeyInvalid represents a ForwardEscrow_SealingKeyInvalid error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowSealingKeyInvalid struct {
	SealX *big.Int
	SealY *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_SealingKeyInvalid(uint256 sealX, uint256 sealY)
func ForwardEscrowForwardEscrowSealingKeyInvalidErrorID() common.Hash {
	return common.HexToHash("0x0ed723b811f9e4e6f055002a1596ba600aba5e9b1a4d5bc0568d4125e82b5618")
}

// UnpackForwardEscrowSealingKeyInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_SealingKeyInvalid(uint256 sealX, uint256 sealY)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowSealingKeyInvalidError(raw []byte) (*ForwardEscrowForwardEscrowSealingKeyInvalid, error) {
	out := new(ForwardEscrowForwardEscrowSealingKeyInvalid)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_SealingKeyInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowSettlementOver represents a ForwardEscrow_SettlementOver error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowSettlementOver struct {
	SettleBy  uint64
	Timestamp *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_SettlementOver(uint64 settleBy, uint256 timestamp)
func ForwardEscrowForwardEscrowSettlementOverErrorID() common.Hash {
	return common.HexToHash("0x052e01fd733be29160a07a8a28d4072e512ef7f04850c51c0421bf6369ef3c72")
}

// UnpackForwardEscrowSettlementOverError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_SettlementOver(uint64 settleBy, uint256 timestamp)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowSettlementOverError(raw []byte) (*ForwardEscrowForwardEscrowSettlementOver, error) {
	out := new(ForwardEscrowForwardEscrowSettlementOver)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_SettlementOver", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowShareTooLarge represents a ForwardEscrow_ShareTooLarge error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowShareTooLarge struct {
	ToBuyer *big.Int
	Left    *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_ShareTooLarge(uint256 toBuyer, uint256 left)
func ForwardEscrowForwardEscrowShareTooLargeErrorID() common.Hash {
	return common.HexToHash("0xcfb677225b6d333904b0bf6bd6e294d7e4a9a011574a845eb1d17f4d5f991017")
}

// UnpackForwardEscrowShareTooLargeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_ShareTooLarge(uint256 toBuyer, uint256 left)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowShareTooLargeError(raw []byte) (*ForwardEscrowForwardEscrowShareTooLarge, error) {
	out := new(ForwardEscrowForwardEscrowShareTooLarge)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_ShareTooLarge", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowSomeDeclined represents a ForwardEscrow_SomeDeclined error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowSomeDeclined struct {
	Settled *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_SomeDeclined(uint256 settled)
func ForwardEscrowForwardEscrowSomeDeclinedErrorID() common.Hash {
	return common.HexToHash("0x47071270cd5e1726ad7662ff45dc2b8927fdc22444eb84016a80ebad8f294dba")
}

// UnpackForwardEscrowSomeDeclinedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_SomeDeclined(uint256 settled)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowSomeDeclinedError(raw []byte) (*ForwardEscrowForwardEscrowSomeDeclined, error) {
	out := new(ForwardEscrowForwardEscrowSomeDeclined)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_SomeDeclined", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowStepInvalid represents a ForwardEscrow_StepInvalid error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowStepInvalid struct {
	From     uint64
	To       uint64
	Amount   *big.Int
	Quantity *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_StepInvalid(uint64 from, uint64 to, uint96 amount, uint96 quantity)
func ForwardEscrowForwardEscrowStepInvalidErrorID() common.Hash {
	return common.HexToHash("0x1a8b736237f2935e117d7e6cf378acb720c6026355e636c007997737c4c02387")
}

// UnpackForwardEscrowStepInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_StepInvalid(uint64 from, uint64 to, uint96 amount, uint96 quantity)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowStepInvalidError(raw []byte) (*ForwardEscrowForwardEscrowStepInvalid, error) {
	out := new(ForwardEscrowForwardEscrowStepInvalid)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_StepInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowStepOutOfOrder represents a ForwardEscrow_StepOutOfOrder error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowStepOutOfOrder struct {
	From   uint64
	To     uint64
	Amount *big.Int
	Cursor uint64
	Left   *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_StepOutOfOrder(uint64 from, uint64 to, uint96 amount, uint64 cursor, uint96 left)
func ForwardEscrowForwardEscrowStepOutOfOrderErrorID() common.Hash {
	return common.HexToHash("0x44a13d4857f21727b3bb4b70bedaeab470d320db13ed95d9104787b7ef5ec4ea")
}

// UnpackForwardEscrowStepOutOfOrderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_StepOutOfOrder(uint64 from, uint64 to, uint96 amount, uint64 cursor, uint96 left)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowStepOutOfOrderError(raw []byte) (*ForwardEscrowForwardEscrowStepOutOfOrder, error) {
	out := new(ForwardEscrowForwardEscrowStepOutOfOrder)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_StepOutOfOrder", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowTokenDeliversOther represents a ForwardEscrow_TokenDeliversOther error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowTokenDeliversOther struct {
	Token    common.Address
	Expected *big.Int
	Received *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_TokenDeliversOther(address token, uint256 expected, uint256 received)
func ForwardEscrowForwardEscrowTokenDeliversOtherErrorID() common.Hash {
	return common.HexToHash("0x22e1fdbf812bb00524ce06b812b098bd026e76db1b921659c715b146e6078db3")
}

// UnpackForwardEscrowTokenDeliversOtherError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_TokenDeliversOther(address token, uint256 expected, uint256 received)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowTokenDeliversOtherError(raw []byte) (*ForwardEscrowForwardEscrowTokenDeliversOther, error) {
	out := new(ForwardEscrowForwardEscrowTokenDeliversOther)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_TokenDeliversOther", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowTokenWithoutCode represents a ForwardEscrow_TokenWithoutCode error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowTokenWithoutCode struct {
	Token common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_TokenWithoutCode(address token)
func ForwardEscrowForwardEscrowTokenWithoutCodeErrorID() common.Hash {
	return common.HexToHash("0xb02d9f774b92115c368f94a6b95c71e1092d65c52dce331195190915a0f490c4")
}

// UnpackForwardEscrowTokenWithoutCodeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_TokenWithoutCode(address token)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowTokenWithoutCodeError(raw []byte) (*ForwardEscrowForwardEscrowTokenWithoutCode, error) {
	out := new(ForwardEscrowForwardEscrowTokenWithoutCode)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_TokenWithoutCode", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowUnknownForward represents a ForwardEscrow_UnknownForward error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowUnknownForward struct {
	Id [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_UnknownForward(bytes32 id)
func ForwardEscrowForwardEscrowUnknownForwardErrorID() common.Hash {
	return common.HexToHash("0x2187c7d4d2037bd98b4a49c9da7b74b6cb4f57a6f9bb273a01737e91921ca50b")
}

// UnpackForwardEscrowUnknownForwardError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_UnknownForward(bytes32 id)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowUnknownForwardError(raw []byte) (*ForwardEscrowForwardEscrowUnknownForward, error) {
	out := new(ForwardEscrowForwardEscrowUnknownForward)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_UnknownForward", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowWindowInvalid represents a ForwardEscrow_WindowInvalid error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowWindowInvalid struct {
	Start    uint64
	End      uint64
	SettleBy uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_WindowInvalid(uint64 start, uint64 end, uint64 settleBy)
func ForwardEscrowForwardEscrowWindowInvalidErrorID() common.Hash {
	return common.HexToHash("0xfa382067c7e0ee2b246a8dbbb0a350f323d426e96af73106ab1577e9cad2ccb9")
}

// UnpackForwardEscrowWindowInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_WindowInvalid(uint64 start, uint64 end, uint64 settleBy)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowWindowInvalidError(raw []byte) (*ForwardEscrowForwardEscrowWindowInvalid, error) {
	out := new(ForwardEscrowForwardEscrowWindowInvalid)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_WindowInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowForwardEscrowWindowOver represents a ForwardEscrow_WindowOver error raised by the ForwardEscrow contract.
type ForwardEscrowForwardEscrowWindowOver struct {
	SettleBy  uint64
	Timestamp *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ForwardEscrow_WindowOver(uint64 settleBy, uint256 timestamp)
func ForwardEscrowForwardEscrowWindowOverErrorID() common.Hash {
	return common.HexToHash("0xe3dcbc794bda7453b928d5de1684a122b1109c038c1cbcbe14f6d67becb63820")
}

// UnpackForwardEscrowWindowOverError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ForwardEscrow_WindowOver(uint64 settleBy, uint256 timestamp)
func (forwardEscrow *ForwardEscrow) UnpackForwardEscrowWindowOverError(raw []byte) (*ForwardEscrowForwardEscrowWindowOver, error) {
	out := new(ForwardEscrowForwardEscrowWindowOver)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ForwardEscrow_WindowOver", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowReentrancyGuardReentrantCall represents a ReentrancyGuardReentrantCall error raised by the ForwardEscrow contract.
type ForwardEscrowReentrancyGuardReentrantCall struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ReentrancyGuardReentrantCall()
func ForwardEscrowReentrancyGuardReentrantCallErrorID() common.Hash {
	return common.HexToHash("0x3ee5aeb571de7fc460830b4d0017439a1ca56fb0bc39062227ade4fe4a24c1ca")
}

// UnpackReentrancyGuardReentrantCallError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ReentrancyGuardReentrantCall()
func (forwardEscrow *ForwardEscrow) UnpackReentrancyGuardReentrantCallError(raw []byte) (*ForwardEscrowReentrancyGuardReentrantCall, error) {
	out := new(ForwardEscrowReentrancyGuardReentrantCall)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "ReentrancyGuardReentrantCall", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ForwardEscrowSafeERC20FailedOperation represents a SafeERC20FailedOperation error raised by the ForwardEscrow contract.
type ForwardEscrowSafeERC20FailedOperation struct {
	Token common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SafeERC20FailedOperation(address token)
func ForwardEscrowSafeERC20FailedOperationErrorID() common.Hash {
	return common.HexToHash("0x5274afe73c98b4749fc91ffae6b7b574e7842cb2144a159e9377a5f20b32edf9")
}

// UnpackSafeERC20FailedOperationError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SafeERC20FailedOperation(address token)
func (forwardEscrow *ForwardEscrow) UnpackSafeERC20FailedOperationError(raw []byte) (*ForwardEscrowSafeERC20FailedOperation, error) {
	out := new(ForwardEscrowSafeERC20FailedOperation)
	if err := forwardEscrow.abi.UnpackIntoInterface(out, "SafeERC20FailedOperation", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GpuHoursPredicateMetaData contains all meta data concerning the GpuHoursPredicate contract.
var GpuHoursPredicateMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"n\",\"type\":\"uint32\"},{\"internalType\":\"uint256[22]\",\"name\":\"words\",\"type\":\"uint256[22]\"}],\"internalType\":\"structIGroth16Predicate.Key[]\",\"name\":\"keys\",\"type\":\"tuple[]\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"n\",\"type\":\"uint32\"}],\"name\":\"keyHash\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"hash\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256[9]\",\"name\":\"header\",\"type\":\"uint256[9]\"},{\"internalType\":\"uint256[]\",\"name\":\"payload\",\"type\":\"uint256[]\"},{\"internalType\":\"uint256\",\"name\":\"h\",\"type\":\"uint256\"},{\"internalType\":\"bytes\",\"name\":\"proof\",\"type\":\"bytes\"}],\"name\":\"settle\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"key\",\"type\":\"bytes32\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"meterSet\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"device\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"epoch\",\"type\":\"uint256\"}],\"name\":\"soldHours\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256[9]\",\"name\":\"header\",\"type\":\"uint256[9]\"},{\"internalType\":\"uint256[]\",\"name\":\"payload\",\"type\":\"uint256[]\"},{\"internalType\":\"uint256\",\"name\":\"h\",\"type\":\"uint256\"},{\"internalType\":\"bytes\",\"name\":\"proof\",\"type\":\"bytes\"}],\"name\":\"verify\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"n\",\"type\":\"uint32\"},{\"internalType\":\"uint256\",\"name\":\"count\",\"type\":\"uint256\"},{\"internalType\":\"uint256[]\",\"name\":\"places\",\"type\":\"uint256[]\"},{\"internalType\":\"bytes\",\"name\":\"proof\",\"type\":\"bytes\"}],\"name\":\"verifyMany\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"n\",\"type\":\"uint32\"}],\"name\":\"verifyingKey\",\"outputs\":[{\"internalType\":\"uint256[22]\",\"name\":\"\",\"type\":\"uint256[22]\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"device\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"hours_\",\"type\":\"uint256\"}],\"name\":\"GpuHoursPredicate_HoursSold\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"n\",\"type\":\"uint32\"}],\"name\":\"Groth16Predicate_BatchSizeUnsupported\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"counted\",\"type\":\"uint256\"}],\"name\":\"Groth16Predicate_CountedBeyondPlaces\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"Groth16Predicate_DeltaGenerator\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"h\",\"type\":\"uint256\"}],\"name\":\"Groth16Predicate_HashNotInField\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"count\",\"type\":\"uint256\"}],\"name\":\"Groth16Predicate_KeyCountUnsupported\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"index\",\"type\":\"uint256\"}],\"name\":\"Groth16Predicate_KeyPointInfinite\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"index\",\"type\":\"uint256\"}],\"name\":\"Groth16Predicate_KeyPointInvalid\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"index\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"other\",\"type\":\"uint256\"}],\"name\":\"Groth16Predicate_KeyPointsRelated\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"Groth16Predicate_PayloadEndsInZero\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"count\",\"type\":\"uint256\"}],\"name\":\"Groth16Predicate_PlaceCountUnsupported\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"place\",\"type\":\"uint256\"}],\"name\":\"Groth16Predicate_PlaceEndsInZero\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"place\",\"type\":\"uint256\"}],\"name\":\"Groth16Predicate_PlaceLength\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"place\",\"type\":\"uint256\"}],\"name\":\"Groth16Predicate_PlaceNotInField\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"words\",\"type\":\"uint256\"}],\"name\":\"Groth16Predicate_PlacesLeftOver\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"Groth16Predicate_ProofInvalid\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"}],\"name\":\"Groth16Predicate_ProofLength\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"index\",\"type\":\"uint256\"}],\"name\":\"Groth16Predicate_WordNotInField\",\"type\":\"error\"}]",
	ID:  "c6f2770ed45e8d3824efb38957adfa2d8a",
	Bin: "0x6109608060405234610cf5576133f7803803809161001d8285610d0d565b8339810190602081830312610cf5578051906001600160401b038211610cf557019080601f83011215610cf5578151916001600160401b038311610cf9576040519261006f60208260051b0185610d0d565b80845260206102e0818601920283010191838311610cf557602001905b828210610c515784805180158015610c47575b610c355750600163ffffffff6100b483610d30565b51511603610c12575f9081602081805b84518110156105405763ffffffff6100dc8287610d5d565b51511661010081118015610510575b6104fe575060206100fc8287610d5d565b510151826104d757868101805190866104d75785830191825117156104eb57846104d7575190866104d7575f918183925051604051906020820192835260408201528260608201528260808201526080815261015960a082610d0d565b519060065afa610167610db0565b50156104c45760025b600e811061031f57507f198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c261014082015114806102f1575b6102e257600e5b601681106101c05750506001016100c4565b6101ca8183610d9f565b516001820190818311610258576101e18285610d9f565b5117156102cf575f80916102006101f88587610d9f565b519186610d9f565b51604051906020820192835260408201528260608201528260808201526080815261022c60a082610d0d565b519060065afa61023a610db0565b50156102bd57600e5b81811061026c575060028101809111156101ae575b634e487b7160e01b5f52601160045260245ffd5b6102768284610d9f565b516102818285610d9f565b51146102a757600281018091111561024357634e487b7160e01b5f52601160045260245ffd5b90630ca5e82560e21b5f5260045260245260445ffd5b631594d7eb60e11b5f5260045260245ffd5b506307f783db60e31b5f5260045260245ffd5b635e5b5d1160e01b5f5260045ffd5b507f1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed610160820151146101a7565b6103298183610d9f565b516001820190818311610258576103408285610d9f565b51176002830190818411610258576103588286610d9f565b5117906003840191828511610258576103718387610d9f565b5117156104b1575f9182916103868688610d9f565b51916103a86103a0610398888b610d9f565b51938a610d9f565b519189610d9f565b51906040519260208401948686528660408601526060850152608084015260a083015260c082015260c081526103df60e082610d0d565b519060085afa6103ed610db0565b501561049e5760025b82811061041f575050600481018091111561017057634e487b7160e01b5f52601160045260245ffd5b6104298385610d9f565b516104348286610d9f565b511480610476575b6104605760048101809111156103f657634e487b7160e01b5f52601160045260245ffd5b82630ca5e82560e21b5f5260045260245260445ffd5b506104818285610d9f565b5160018201808311610258576104979086610d9f565b511461043c565b50631594d7eb60e11b5f5260045260245ffd5b836307f783db60e31b5f5260045260245ffd5b631594d7eb60e11b5f525f60045260245ffd5b634e487b7160e01b5f52603260045260245ffd5b6307f783db60e31b5f525f60045260245ffd5b63e6d351a360e01b5f5260045260245ffd5b5081151580156100eb57505f1982018281116102585761053563ffffffff9188610d5d565b5151168111156100eb565b846102a0602061054f83610d30565b5101516040516020810190610576816105688585610d71565b03601f198101835282610d0d565b51902060c05280516101205260208101516101405260408101516101605260608101516101805260808101516101a05260a08101516101c05260c08101516101e05260e0810151610200526101008101516102205261012081015161024052610140810151610260526101608101516102805261018081015182526101a08101516102c0526101c08101516102e0526101e081015161030052610200810151610320526102208101516103405261024081015161036052610260810151610380526102808101516103a05201516103c0526001815111610aff575b60028151116109e9575b6040516126089081610def8239608051818181610648015261140c015260a0518161066f015260c0518181816101ba015281816106e30152818161079201528181611da20152612170015260e051816106be01526101005181610695015261012051818181610d4601526110bb015261014051818181610d6901526110de015261016051818181610d8f0152611104015261018051818181610db5015261112a01526101a051818181610ddb015261115001526101c051818181610e01015261117601526101e051818181610e27015261119c015261020051818181610e4d01526111c2015261022051818181610e7301526111e8015261024051818181610e9a015261120f015261026051818181610ec10152611236015261028051818181610ee8015261125d01526102a051818181610f0f015261128401526102c051818181610f3601526112ab01526102e051818181610f5d01526112d2015261030051818181610f8401526112f9015261032051818181610fab0152611320015261034051818181610fd20152611347015261036051818181610ff9015261136e015261038051818181611020015261139501526103a05181818161104701526113bc01526103c05181818161106e01526113e601526103e05181611432015261040051816114550152610420518161147b015261044051816114a1015261046051816114c7015261048051816114ed01526104a0518161151301526104c0518161153901526104e0518161155f01526105005181611586015261052051816115ad015261054051816115d4015261056051816115fb0152610580518161162201526105a0518161164901526105c0518161167001526105e05181611697015261060051816116be015261062051816116e50152610640518161170c015261066051816117330152610680518161175d01526106a0518161178301526106c051816117a601526106e051816117cc015261070051816117f2015261072051816118180152610740518161183e015261076051816118640152610780518161188a01526107a051816118b001526107c051816118d701526107e051816118fe015261080051816119250152610820518161194c015261084051816119730152610860518161199a015261088051816119c101526108a051816119e801526108c05181611a0f01526108e05181611a3601526109005181611a5d01526109205181611a8401526109405181611aae0152f35b8063ffffffff610a096020610a006102a095610d4d565b51015192610d4d565b51511660a0526040516020810190610a25816105688585610d71565b5190206101005280516106a05260208101516106c05260408101516106e05260608101516107005260808101516107205260a08101516107405260c08101516107605260e0810151610780526101008101516107a0526101208101516107c0526101408101516107e05261016081015161080052610180810151610820526101a0810151610840526101c0810151610860526101e0810151610880526102008101516108a0526102208101516108c0526102408101516108e05261026081015161090052610280810151610920520151610940528061065b565b6102a06020610b0d83610d3d565b51015163ffffffff610b1e84610d3d565b5151166080526040516020810190610b3a816105688585610d71565b51902060e05280516103e05260208101516104005260408101516104205260608101516104405260808101516104605260a08101516104805260c08101516104a05260e08101516104c0526101008101516104e052610120810151610500526101408101516105205261016081015161054052610180810151610560526101a0810151610580526101c08101516105a0526101e08101516105c0526102008101516105e05261022081015161060052610240810151610620526102608101516106405261028081015161066052015161068052610651565b610c2063ffffffff91610d30565b51511663e6d351a360e01b5f5260045260245ffd5b6363f4c06760e01b5f5260045260245ffd5b506003811161009f565b6102e082850312610cf557604080519081016001600160401b03811182821017610cf957604052825163ffffffff81168103610cf557815284603f84011215610cf5576040516102c081016001600160401b03811182821017610cf957604052806102e08501878111610cf55760208601915b818310610ce55750505091816102e09360208094015281520191019061008c565b8251815260209283019201610cc4565b5f80fd5b634e487b7160e01b5f52604160045260245ffd5b601f909101601f19168101906001600160401b03821190821017610cf957604052565b8051156104d75760200190565b8051600110156104d75760400190565b8051600210156104d75760600190565b80518210156104d75760209160051b010190565b91906102c08301925f905b60168210610d8957505050565b6020806001928551815201930191019091610d7c565b9060168110156104d75760051b0190565b3d15610de9573d906001600160401b038211610cf95760405191610dde601f8201601f191660200184610d0d565b82523d5f602084013e565b60609056fe6080806040526004361015610012575f80fd5b5f3560e01c9081634a837f56146104725750806352a9a35c1461045557806369266d78146103ab5780637410d0811461023f5780639ffc24e214610175578063ae89fd9f1461010a5763b7e950b614610069575f80fd5b34610106576020600319360112610106576100826104d5565b6102c09081610090816105c7565b36903761009c81610638565b156100d4576100aa90611095565b604051905f825b601682106100be57505050f35b60208060019285518152019301910190916100b1565b63ffffffff907fe6d351a3000000000000000000000000000000000000000000000000000000005f521660045260245ffd5b5f80fd5b346101065760806003193601126101065760043573ffffffffffffffffffffffffffffffffffffffff8116809103610106575f525f60205260405f206024355f5260205260405f206044355f5260205260405f206064355f52602052602060405f2054604051908152f35b346101065761019261018636610547565b91838587989597610742565b9390600d811015610212578061020b57506101ad9350610c4f565b90816101dd5760206040517f00000000000000000000000000000000000000000000000000000000000000008152f35b7f4784f37e000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b84906109a8565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52602160045260245ffd5b346101065760a0600319360112610106576102586104d5565b6024359060443560643567ffffffffffffffff81116101065761027f9036906004016104e8565b93909160843567ffffffffffffffff8111610106576102a56102b0913690600401610519565b90878685878a6108fa565b90600d81101561021257806103a657505080945f935f945b8486106102e8576040886102db89610638565b9082519182526020820152f35b6102f3818484610c15565b90600180878a1c161461034f575b5060010190816001116103225760019161031a916105ba565b9501946102c8565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b610385907ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff6830190602061014082019101610c4f565b9050610392575b89610301565b9760ff8711610322576001871b189761038c565b6109a8565b34610106576080600319360112610106576103c46104d5565b6024359060443567ffffffffffffffff8111610106576103e89036906004016104e8565b60649291923567ffffffffffffffff81116101065761040b903690600401610519565b93909261010086111561043957610423955f916108fa565b50600d8110156102125760209060405190158152f35b8561010003956101008711610322575f19610423971c916108fa565b346101065761042361046636610547565b94939093929192610742565b346101065760206003193601126101065761048b6104d5565b9061049582610638565b80156104a357602092508152f35b63ffffffff837fe6d351a3000000000000000000000000000000000000000000000000000000005f521660045260245ffd5b6004359063ffffffff8216820361010657565b9181601f840112156101065782359167ffffffffffffffff8311610106576020808501948460051b01011161010657565b9181601f840112156101065782359167ffffffffffffffff8311610106576020838186019501011161010657565b610180600319820112610106578061012411610106576004916101243567ffffffffffffffff81116101065782610580916004016104e8565b929092916101443591610164359067ffffffffffffffff8211610106576105a991600401610519565b9091565b9190820391821161032257565b9190820180921161032257565b907fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0601f604051930116820182811067ffffffffffffffff82111761060b57604052565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b63ffffffff16600181146106e0577f000000000000000000000000000000000000000000000000000000000000000081146106bb577f0000000000000000000000000000000000000000000000000000000000000000036106b7577f000000000000000000000000000000000000000000000000000000000000000090565b5f90565b507f000000000000000000000000000000000000000000000000000000000000000090565b507f000000000000000000000000000000000000000000000000000000000000000090565b91908110156107155760051b0190565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b91949593925f965f9661010082036108ed577f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f00000018310156108df57801515806108c1575b6108b2576107b6838286887f0000000000000000000000000000000000000000000000000000000000000000611ad2565b9691959096156107f257505050916107e29493916107dc936107d6610d33565b95611bd1565b90611c26565b156107e957565b600c92505f9150565b96509697509750505050505f5b6009811080156108555715610715577f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f00000018160051b8401355b101561084b5761084690611bc3565b6107ff565b9350505060039190565b507ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff78101818111610322576108ac7f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001918785610705565b35610837565b50600497505f96505050505050565b505f198101818111610322576108d8908286610705565b3515610785565b506002975090955050505050565b5060019750955050505050565b959493929161090887610638565b15610995578115801561098a575b8015610967575b6109595780821c61094b57600163ffffffff88161461094057506105a995611e78565b906105a99650611cb0565b969550505050505060079190565b509594505050505060069190565b5063ffffffff8716600181119081610980575b5061091d565b905082115f61097a565b506101008211610916565b5050505050509063ffffffff6005921690565b600d8110156102125760018114610be95760028114610bbd5760038114610b915760048114610b695760058114610b375760068114610b0b5760078114610adf5760088114610ab35760098114610a8757600a8114610a5b57600b14610a30577f05da8da9000000000000000000000000000000000000000000000000000000005f5260045ffd5b7f31314d41000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b507f66af7cbd000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b507f90fb7381000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b507f9f6d3000000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b507f451a5390000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b507f7c64e0c9000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b63ffffffff827fe6d351a3000000000000000000000000000000000000000000000000000000005f521660045260245ffd5b7f858b142f000000000000000000000000000000000000000000000000000000005f5260045ffd5b507ffd4ad045000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b507f204c60b3000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b507fcebadbb3000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b9190918160051b0191039160208201925f92600a8211610c33575050565b5f19903591018110600982101516610c485750565b6001019150565b92908215610d2a57335f525f60205260405f2081355f5260205260f867ffffffffffffffff608060405f20960135160492610c8c81838688612040565b949095858781610d2057505060015b838110610ca9575050505050565b610cb48185876120b9565b80610cf4575b506002810180911115610c9b577f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b610cff828688610705565b355f528260205260405f20845f5260205260405f209081541790555f610cba565b9750955050505050565b505f9250829150565b6102c090610d40826105c7565b913683377f000000000000000000000000000000000000000000000000000000000000000082527f000000000000000000000000000000000000000000000000000000000000000060208301527f000000000000000000000000000000000000000000000000000000000000000060408301527f000000000000000000000000000000000000000000000000000000000000000060608301527f000000000000000000000000000000000000000000000000000000000000000060808301527f000000000000000000000000000000000000000000000000000000000000000060a08301527f000000000000000000000000000000000000000000000000000000000000000060c08301527f000000000000000000000000000000000000000000000000000000000000000060e08301527f00000000000000000000000000000000000000000000000000000000000000006101008301527f00000000000000000000000000000000000000000000000000000000000000006101208301527f00000000000000000000000000000000000000000000000000000000000000006101408301527f00000000000000000000000000000000000000000000000000000000000000006101608301527f00000000000000000000000000000000000000000000000000000000000000006101808301527f00000000000000000000000000000000000000000000000000000000000000006101a08301527f00000000000000000000000000000000000000000000000000000000000000006101c08301527f00000000000000000000000000000000000000000000000000000000000000006101e08301527f00000000000000000000000000000000000000000000000000000000000000006102008301527f00000000000000000000000000000000000000000000000000000000000000006102208301527f00000000000000000000000000000000000000000000000000000000000000006102408301527f00000000000000000000000000000000000000000000000000000000000000006102608301527f00000000000000000000000000000000000000000000000000000000000000006102808301527f00000000000000000000000000000000000000000000000000000000000000006102a0830152565b906102c06110a2816105c7565b9036823763ffffffff819316600181145f1461140a57507f000000000000000000000000000000000000000000000000000000000000000081527f000000000000000000000000000000000000000000000000000000000000000060208201527f000000000000000000000000000000000000000000000000000000000000000060408201527f000000000000000000000000000000000000000000000000000000000000000060608201527f000000000000000000000000000000000000000000000000000000000000000060808201527f000000000000000000000000000000000000000000000000000000000000000060a08201527f000000000000000000000000000000000000000000000000000000000000000060c08201527f000000000000000000000000000000000000000000000000000000000000000060e08201527f00000000000000000000000000000000000000000000000000000000000000006101008201527f00000000000000000000000000000000000000000000000000000000000000006101208201527f00000000000000000000000000000000000000000000000000000000000000006101408201527f00000000000000000000000000000000000000000000000000000000000000006101608201527f00000000000000000000000000000000000000000000000000000000000000006101808201527f00000000000000000000000000000000000000000000000000000000000000006101a08201527f00000000000000000000000000000000000000000000000000000000000000006101c08201527f00000000000000000000000000000000000000000000000000000000000000006101e08201527f00000000000000000000000000000000000000000000000000000000000000006102008201527f00000000000000000000000000000000000000000000000000000000000000006102208201527f00000000000000000000000000000000000000000000000000000000000000006102408201527f00000000000000000000000000000000000000000000000000000000000000006102608201527f00000000000000000000000000000000000000000000000000000000000000006102808201526102a07f0000000000000000000000000000000000000000000000000000000000000000910152565b7f000000000000000000000000000000000000000000000000000000000000000003611781577f000000000000000000000000000000000000000000000000000000000000000081527f000000000000000000000000000000000000000000000000000000000000000060208201527f000000000000000000000000000000000000000000000000000000000000000060408201527f000000000000000000000000000000000000000000000000000000000000000060608201527f000000000000000000000000000000000000000000000000000000000000000060808201527f000000000000000000000000000000000000000000000000000000000000000060a08201527f000000000000000000000000000000000000000000000000000000000000000060c08201527f000000000000000000000000000000000000000000000000000000000000000060e08201527f00000000000000000000000000000000000000000000000000000000000000006101008201527f00000000000000000000000000000000000000000000000000000000000000006101208201527f00000000000000000000000000000000000000000000000000000000000000006101408201527f00000000000000000000000000000000000000000000000000000000000000006101608201527f00000000000000000000000000000000000000000000000000000000000000006101808201527f00000000000000000000000000000000000000000000000000000000000000006101a08201527f00000000000000000000000000000000000000000000000000000000000000006101c08201527f00000000000000000000000000000000000000000000000000000000000000006101e08201527f00000000000000000000000000000000000000000000000000000000000000006102008201527f00000000000000000000000000000000000000000000000000000000000000006102208201527f00000000000000000000000000000000000000000000000000000000000000006102408201527f00000000000000000000000000000000000000000000000000000000000000006102608201527f00000000000000000000000000000000000000000000000000000000000000006102808201526102a07f0000000000000000000000000000000000000000000000000000000000000000910152565b7f000000000000000000000000000000000000000000000000000000000000000081527f000000000000000000000000000000000000000000000000000000000000000060208201527f000000000000000000000000000000000000000000000000000000000000000060408201527f000000000000000000000000000000000000000000000000000000000000000060608201527f000000000000000000000000000000000000000000000000000000000000000060808201527f000000000000000000000000000000000000000000000000000000000000000060a08201527f000000000000000000000000000000000000000000000000000000000000000060c08201527f000000000000000000000000000000000000000000000000000000000000000060e08201527f00000000000000000000000000000000000000000000000000000000000000006101008201527f00000000000000000000000000000000000000000000000000000000000000006101208201527f00000000000000000000000000000000000000000000000000000000000000006101408201527f00000000000000000000000000000000000000000000000000000000000000006101608201527f00000000000000000000000000000000000000000000000000000000000000006101808201527f00000000000000000000000000000000000000000000000000000000000000006101a08201527f00000000000000000000000000000000000000000000000000000000000000006101c08201527f00000000000000000000000000000000000000000000000000000000000000006101e08201527f00000000000000000000000000000000000000000000000000000000000000006102008201527f00000000000000000000000000000000000000000000000000000000000000006102208201527f00000000000000000000000000000000000000000000000000000000000000006102408201527f00000000000000000000000000000000000000000000000000000000000000006102608201527f00000000000000000000000000000000000000000000000000000000000000006102808201526102a07f0000000000000000000000000000000000000000000000000000000000000000910152565b90929394915f9461012060405195608087019860098401957f62bd60513e7e4f19cb302e8df04a40ef72e4a18ee2ab7f5b74326144171ba767895260208901528560408901526060880152883760051b906101a085013760051b9360807effffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8682018520169560019401015b818111611b67575050565b7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe07f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001919594929501918187845192828410169609089390611b5c565b5f1981146103225760010190565b949392610140926101609250611be6836105c7565b92368437610100839784376101008301526101208201520152565b9160409182918280860192835e608085015260608160075afa9160808160065afa1690565b5f610300602092608060c060405192610100610240850160406101c08401825e611c83611c5b838c0151610200860184611c01565b611c6f6101208d0151610240870185611c01565b16916101408c015190610280860190611c01565b1698855e82610140820161010086015e818161018086015e0161028083015e60085afa1660015f51141690565b95939290955f965f967effffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff83168303610322578260081b8103611e6b5750604051946040860186811067ffffffffffffffff82111761060b576040525f8652602086016060815283600b02600b81048503610322576012019081601211610322577fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0611d72611d69611d64859a9897969a6120e2565b6105c7565b938085526120e2565b01366020840137525f945f935b838510611ddb575050505050808203611dc75750506107e290611da0610d33565b7f0000000000000000000000000000000000000000000000000000000000000000916121f7565b9150919350611dd692506105ad565b600991565b9091929395611deb818784610c15565b908115611e5957600180878b1c1614611e23575b50600101908160011161032257600191611e18916105ba565b960193929190611d7f565b81611e37929d508960081b8601918b6120fa565b9a600d8c1015610212578b611e4c575f611dff565b5095985050505050505050565b5060089b509699505050505050505050565b6001985096505050505050565b95939491909261012083036120345782602011610106578535907f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f000000182101561202857611ec388610638565b92604051956080870187811067ffffffffffffffff82111761060b576040525f875260208701945f865260408801905f82527effffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8c60608b01925f845263ffffffff604051928960051b927f03cac5d01a2e1588c663740869e75d963baae2c3e49aa8c792b2919b09e190e385526020850152166040830152856060830152886080830152808760a084013760a0019020169182905f5b60078110611ffa5750818b528489525252611f959291908761243a565b9690978789600d8110156102125780611fee575050916107dc939160207fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0611fe16107e2999896611095565b9751945195019101611bd1565b99509750505050505050565b937f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f000000181600192099401611f78565b50600296509450505050565b50600195509093505050565b600191905f5b858410612059575050505050505f905f90565b612064848787610705565b35906120718588886120b9565b90821161209d575b80612091575092600281018091116103225792612046565b96955093505050509190565b815f528260205260405f20845f5260205260405f205416612079565b91906001820180921161032257808210156120db576120d792610705565b3590565b5050505f90565b67ffffffffffffffff811161060b5760051b60200190565b9291908115610715578035917f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f00000018310156121e35761213881836125ac565b6121ed57612194917ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff6849201906020610140820191017f0000000000000000000000000000000000000000000000000000000000000000611ad2565b93919093156121e3576103a092610100865161016090816121b4816105c7565b369037026020880151019361026085013761036083015261038082015201526121dd8151611bc3565b90525f90565b5050505050600a90565b5050505050600b90565b91929060018351146124135792919081519261016060208401948061024087516102008101957fe8e434f74b82cb715475ca31d680441157f3d1e49facbcdd8ac945465b45493987526102208201520152026060019020908351906020820190610260830180945f526001975f966101208601995b8151891081161561236257508760205260405f2060801c80151792838b51018b5260205b60808110612301575087876122a98660c085018a6125d8565b95866122c8575b50505060c0610160600192019801980197969261226c565b600193965060c09260608360409360a083610160970192868d855e015260075afa9560806040820160408d015e928a92508991506122b0565b807f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f000000160e06020938501015187097f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001610120838c010191825108905201612290565b989550955095505095505083612379575b50505090565b5191925060806101408401606084015e60015f6101a084015b600482106123e757505091602060c05f9360806040849782858b016101e089015e8160e08801818c825e60608160075afa16980161012086015e510261024001910160085afa1660015f5114165f8080612373565b909160019061240a6101208560051b880101516101c08660061b8a0101856125d8565b16920190612392565b90925061026060206124379361016061242b816105c7565b36903701510190611c26565b90565b905f925f92604081016020820160608301935b858710612473575050505050505081810361246a5750505f905f90565b611dd6916105ad565b90919293949596612485818a84610c15565b90811580156125a2575b6125915761249d82826125ac565b6125805786515f916001918460051b82015b82811161252857505050907f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f000000190818089519283098851088752895190098652156125185760010190816001116103225760019161250b916105ba565b970195949392919061244d565b50600a9997985050505050505050565b7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe07f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f000000191019381838635928284101697090893926124af565b50600b9a9899505050505050505050565b5060089a9899505050505050505050565b506080821161248f565b600a821191826125bb57505090565b9091505f19810190808211610322576125d392610705565b351590565b906040905f94938280850192835e608084015260608160075afa6125f95750565b604091925060808160065afa9056",
}

// GpuHoursPredicate is an auto generated Go binding around an Ethereum contract.
type GpuHoursPredicate struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *GpuHoursPredicate) GetABI() abi.ABI {
	return c.abi
}

// NewGpuHoursPredicate creates a new instance of GpuHoursPredicate.
func NewGpuHoursPredicate() *GpuHoursPredicate {
	parsed, err := GpuHoursPredicateMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &GpuHoursPredicate{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *GpuHoursPredicate) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor((uint32,uint256[22])[] keys) returns()
func (gpuHoursPredicate *GpuHoursPredicate) PackConstructor(keys []IGroth16PredicateKey) []byte {
	enc, err := gpuHoursPredicate.abi.Pack("", keys)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackKeyHash is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4a837f56.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function keyHash(uint32 n) view returns(bytes32 hash)
func (gpuHoursPredicate *GpuHoursPredicate) PackKeyHash(n uint32) []byte {
	enc, err := gpuHoursPredicate.abi.Pack("keyHash", n)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackKeyHash is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4a837f56.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function keyHash(uint32 n) view returns(bytes32 hash)
func (gpuHoursPredicate *GpuHoursPredicate) TryPackKeyHash(n uint32) ([]byte, error) {
	return gpuHoursPredicate.abi.Pack("keyHash", n)
}

// UnpackKeyHash is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x4a837f56.
//
// Solidity: function keyHash(uint32 n) view returns(bytes32 hash)
func (gpuHoursPredicate *GpuHoursPredicate) UnpackKeyHash(data []byte) ([32]byte, error) {
	out, err := gpuHoursPredicate.abi.Unpack("keyHash", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackSettle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9ffc24e2.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function settle(uint256[9] header, uint256[] payload, uint256 h, bytes proof) returns(bytes32 key)
func (gpuHoursPredicate *GpuHoursPredicate) PackSettle(header [9]*big.Int, payload []*big.Int, h *big.Int, proof []byte) []byte {
	enc, err := gpuHoursPredicate.abi.Pack("settle", header, payload, h, proof)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSettle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9ffc24e2.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function settle(uint256[9] header, uint256[] payload, uint256 h, bytes proof) returns(bytes32 key)
func (gpuHoursPredicate *GpuHoursPredicate) TryPackSettle(header [9]*big.Int, payload []*big.Int, h *big.Int, proof []byte) ([]byte, error) {
	return gpuHoursPredicate.abi.Pack("settle", header, payload, h, proof)
}

// UnpackSettle is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x9ffc24e2.
//
// Solidity: function settle(uint256[9] header, uint256[] payload, uint256 h, bytes proof) returns(bytes32 key)
func (gpuHoursPredicate *GpuHoursPredicate) UnpackSettle(data []byte) ([32]byte, error) {
	out, err := gpuHoursPredicate.abi.Unpack("settle", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackSoldHours is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xae89fd9f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function soldHours(address caller, uint256 meterSet, uint256 device, uint256 epoch) view returns(uint256)
func (gpuHoursPredicate *GpuHoursPredicate) PackSoldHours(caller common.Address, meterSet *big.Int, device *big.Int, epoch *big.Int) []byte {
	enc, err := gpuHoursPredicate.abi.Pack("soldHours", caller, meterSet, device, epoch)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSoldHours is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xae89fd9f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function soldHours(address caller, uint256 meterSet, uint256 device, uint256 epoch) view returns(uint256)
func (gpuHoursPredicate *GpuHoursPredicate) TryPackSoldHours(caller common.Address, meterSet *big.Int, device *big.Int, epoch *big.Int) ([]byte, error) {
	return gpuHoursPredicate.abi.Pack("soldHours", caller, meterSet, device, epoch)
}

// UnpackSoldHours is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xae89fd9f.
//
// Solidity: function soldHours(address caller, uint256 meterSet, uint256 device, uint256 epoch) view returns(uint256)
func (gpuHoursPredicate *GpuHoursPredicate) UnpackSoldHours(data []byte) (*big.Int, error) {
	out, err := gpuHoursPredicate.abi.Unpack("soldHours", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackVerify is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x52a9a35c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function verify(uint256[9] header, uint256[] payload, uint256 h, bytes proof) view returns(bool)
func (gpuHoursPredicate *GpuHoursPredicate) PackVerify(header [9]*big.Int, payload []*big.Int, h *big.Int, proof []byte) []byte {
	enc, err := gpuHoursPredicate.abi.Pack("verify", header, payload, h, proof)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackVerify is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x52a9a35c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function verify(uint256[9] header, uint256[] payload, uint256 h, bytes proof) view returns(bool)
func (gpuHoursPredicate *GpuHoursPredicate) TryPackVerify(header [9]*big.Int, payload []*big.Int, h *big.Int, proof []byte) ([]byte, error) {
	return gpuHoursPredicate.abi.Pack("verify", header, payload, h, proof)
}

// UnpackVerify is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x52a9a35c.
//
// Solidity: function verify(uint256[9] header, uint256[] payload, uint256 h, bytes proof) view returns(bool)
func (gpuHoursPredicate *GpuHoursPredicate) UnpackVerify(data []byte) (bool, error) {
	out, err := gpuHoursPredicate.abi.Unpack("verify", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackVerifyMany is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x69266d78.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function verifyMany(uint32 n, uint256 count, uint256[] places, bytes proof) view returns(bool)
func (gpuHoursPredicate *GpuHoursPredicate) PackVerifyMany(n uint32, count *big.Int, places []*big.Int, proof []byte) []byte {
	enc, err := gpuHoursPredicate.abi.Pack("verifyMany", n, count, places, proof)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackVerifyMany is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x69266d78.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function verifyMany(uint32 n, uint256 count, uint256[] places, bytes proof) view returns(bool)
func (gpuHoursPredicate *GpuHoursPredicate) TryPackVerifyMany(n uint32, count *big.Int, places []*big.Int, proof []byte) ([]byte, error) {
	return gpuHoursPredicate.abi.Pack("verifyMany", n, count, places, proof)
}

// UnpackVerifyMany is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x69266d78.
//
// Solidity: function verifyMany(uint32 n, uint256 count, uint256[] places, bytes proof) view returns(bool)
func (gpuHoursPredicate *GpuHoursPredicate) UnpackVerifyMany(data []byte) (bool, error) {
	out, err := gpuHoursPredicate.abi.Unpack("verifyMany", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackVerifyingKey is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb7e950b6.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function verifyingKey(uint32 n) view returns(uint256[22])
func (gpuHoursPredicate *GpuHoursPredicate) PackVerifyingKey(n uint32) []byte {
	enc, err := gpuHoursPredicate.abi.Pack("verifyingKey", n)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackVerifyingKey is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb7e950b6.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function verifyingKey(uint32 n) view returns(uint256[22])
func (gpuHoursPredicate *GpuHoursPredicate) TryPackVerifyingKey(n uint32) ([]byte, error) {
	return gpuHoursPredicate.abi.Pack("verifyingKey", n)
}

// UnpackVerifyingKey is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb7e950b6.
//
// Solidity: function verifyingKey(uint32 n) view returns(uint256[22])
func (gpuHoursPredicate *GpuHoursPredicate) UnpackVerifyingKey(data []byte) ([22]*big.Int, error) {
	out, err := gpuHoursPredicate.abi.Unpack("verifyingKey", data)
	if err != nil {
		return *new([22]*big.Int), err
	}
	out0 := *abi.ConvertType(out[0], new([22]*big.Int)).(*[22]*big.Int)
	return out0, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (gpuHoursPredicate *GpuHoursPredicate) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], gpuHoursPredicate.abi.Errors["GpuHoursPredicate_HoursSold"].ID.Bytes()[:4]) {
		return gpuHoursPredicate.UnpackGpuHoursPredicateHoursSoldError(raw[4:])
	}
	if bytes.Equal(raw[:4], gpuHoursPredicate.abi.Errors["Groth16Predicate_BatchSizeUnsupported"].ID.Bytes()[:4]) {
		return gpuHoursPredicate.UnpackGroth16PredicateBatchSizeUnsupportedError(raw[4:])
	}
	if bytes.Equal(raw[:4], gpuHoursPredicate.abi.Errors["Groth16Predicate_CountedBeyondPlaces"].ID.Bytes()[:4]) {
		return gpuHoursPredicate.UnpackGroth16PredicateCountedBeyondPlacesError(raw[4:])
	}
	if bytes.Equal(raw[:4], gpuHoursPredicate.abi.Errors["Groth16Predicate_DeltaGenerator"].ID.Bytes()[:4]) {
		return gpuHoursPredicate.UnpackGroth16PredicateDeltaGeneratorError(raw[4:])
	}
	if bytes.Equal(raw[:4], gpuHoursPredicate.abi.Errors["Groth16Predicate_HashNotInField"].ID.Bytes()[:4]) {
		return gpuHoursPredicate.UnpackGroth16PredicateHashNotInFieldError(raw[4:])
	}
	if bytes.Equal(raw[:4], gpuHoursPredicate.abi.Errors["Groth16Predicate_KeyCountUnsupported"].ID.Bytes()[:4]) {
		return gpuHoursPredicate.UnpackGroth16PredicateKeyCountUnsupportedError(raw[4:])
	}
	if bytes.Equal(raw[:4], gpuHoursPredicate.abi.Errors["Groth16Predicate_KeyPointInfinite"].ID.Bytes()[:4]) {
		return gpuHoursPredicate.UnpackGroth16PredicateKeyPointInfiniteError(raw[4:])
	}
	if bytes.Equal(raw[:4], gpuHoursPredicate.abi.Errors["Groth16Predicate_KeyPointInvalid"].ID.Bytes()[:4]) {
		return gpuHoursPredicate.UnpackGroth16PredicateKeyPointInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], gpuHoursPredicate.abi.Errors["Groth16Predicate_KeyPointsRelated"].ID.Bytes()[:4]) {
		return gpuHoursPredicate.UnpackGroth16PredicateKeyPointsRelatedError(raw[4:])
	}
	if bytes.Equal(raw[:4], gpuHoursPredicate.abi.Errors["Groth16Predicate_PayloadEndsInZero"].ID.Bytes()[:4]) {
		return gpuHoursPredicate.UnpackGroth16PredicatePayloadEndsInZeroError(raw[4:])
	}
	if bytes.Equal(raw[:4], gpuHoursPredicate.abi.Errors["Groth16Predicate_PlaceCountUnsupported"].ID.Bytes()[:4]) {
		return gpuHoursPredicate.UnpackGroth16PredicatePlaceCountUnsupportedError(raw[4:])
	}
	if bytes.Equal(raw[:4], gpuHoursPredicate.abi.Errors["Groth16Predicate_PlaceEndsInZero"].ID.Bytes()[:4]) {
		return gpuHoursPredicate.UnpackGroth16PredicatePlaceEndsInZeroError(raw[4:])
	}
	if bytes.Equal(raw[:4], gpuHoursPredicate.abi.Errors["Groth16Predicate_PlaceLength"].ID.Bytes()[:4]) {
		return gpuHoursPredicate.UnpackGroth16PredicatePlaceLengthError(raw[4:])
	}
	if bytes.Equal(raw[:4], gpuHoursPredicate.abi.Errors["Groth16Predicate_PlaceNotInField"].ID.Bytes()[:4]) {
		return gpuHoursPredicate.UnpackGroth16PredicatePlaceNotInFieldError(raw[4:])
	}
	if bytes.Equal(raw[:4], gpuHoursPredicate.abi.Errors["Groth16Predicate_PlacesLeftOver"].ID.Bytes()[:4]) {
		return gpuHoursPredicate.UnpackGroth16PredicatePlacesLeftOverError(raw[4:])
	}
	if bytes.Equal(raw[:4], gpuHoursPredicate.abi.Errors["Groth16Predicate_ProofInvalid"].ID.Bytes()[:4]) {
		return gpuHoursPredicate.UnpackGroth16PredicateProofInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], gpuHoursPredicate.abi.Errors["Groth16Predicate_ProofLength"].ID.Bytes()[:4]) {
		return gpuHoursPredicate.UnpackGroth16PredicateProofLengthError(raw[4:])
	}
	if bytes.Equal(raw[:4], gpuHoursPredicate.abi.Errors["Groth16Predicate_WordNotInField"].ID.Bytes()[:4]) {
		return gpuHoursPredicate.UnpackGroth16PredicateWordNotInFieldError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// GpuHoursPredicateGpuHoursPredicateHoursSold represents a GpuHoursPredicate_HoursSold error raised by the GpuHoursPredicate contract.
type GpuHoursPredicateGpuHoursPredicateHoursSold struct {
	Device *big.Int
	Hours  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error GpuHoursPredicate_HoursSold(uint256 device, uint256 hours_)
func GpuHoursPredicateGpuHoursPredicateHoursSoldErrorID() common.Hash {
	return common.HexToHash("0x4784f37eebade8f1457ce02cdf086646852ee294534a00dbef969077e6bb3a77")
}

// UnpackGpuHoursPredicateHoursSoldError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error GpuHoursPredicate_HoursSold(uint256 device, uint256 hours_)
func (gpuHoursPredicate *GpuHoursPredicate) UnpackGpuHoursPredicateHoursSoldError(raw []byte) (*GpuHoursPredicateGpuHoursPredicateHoursSold, error) {
	out := new(GpuHoursPredicateGpuHoursPredicateHoursSold)
	if err := gpuHoursPredicate.abi.UnpackIntoInterface(out, "GpuHoursPredicate_HoursSold", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GpuHoursPredicateGroth16PredicateBatchSizeUnsupported represents a Groth16Predicate_BatchSizeUnsupported error raised by the GpuHoursPredicate contract.
type GpuHoursPredicateGroth16PredicateBatchSizeUnsupported struct {
	N uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_BatchSizeUnsupported(uint32 n)
func GpuHoursPredicateGroth16PredicateBatchSizeUnsupportedErrorID() common.Hash {
	return common.HexToHash("0xe6d351a35fede385e5754c64517263f62a1d7dbcc379ed00260ea94152bcc309")
}

// UnpackGroth16PredicateBatchSizeUnsupportedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_BatchSizeUnsupported(uint32 n)
func (gpuHoursPredicate *GpuHoursPredicate) UnpackGroth16PredicateBatchSizeUnsupportedError(raw []byte) (*GpuHoursPredicateGroth16PredicateBatchSizeUnsupported, error) {
	out := new(GpuHoursPredicateGroth16PredicateBatchSizeUnsupported)
	if err := gpuHoursPredicate.abi.UnpackIntoInterface(out, "Groth16Predicate_BatchSizeUnsupported", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GpuHoursPredicateGroth16PredicateCountedBeyondPlaces represents a Groth16Predicate_CountedBeyondPlaces error raised by the GpuHoursPredicate contract.
type GpuHoursPredicateGroth16PredicateCountedBeyondPlaces struct {
	Counted *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_CountedBeyondPlaces(uint256 counted)
func GpuHoursPredicateGroth16PredicateCountedBeyondPlacesErrorID() common.Hash {
	return common.HexToHash("0x451a5390fece92690c7dd00eacc699de8421bef22eca9188fbeb5ae9650cb99e")
}

// UnpackGroth16PredicateCountedBeyondPlacesError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_CountedBeyondPlaces(uint256 counted)
func (gpuHoursPredicate *GpuHoursPredicate) UnpackGroth16PredicateCountedBeyondPlacesError(raw []byte) (*GpuHoursPredicateGroth16PredicateCountedBeyondPlaces, error) {
	out := new(GpuHoursPredicateGroth16PredicateCountedBeyondPlaces)
	if err := gpuHoursPredicate.abi.UnpackIntoInterface(out, "Groth16Predicate_CountedBeyondPlaces", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GpuHoursPredicateGroth16PredicateDeltaGenerator represents a Groth16Predicate_DeltaGenerator error raised by the GpuHoursPredicate contract.
type GpuHoursPredicateGroth16PredicateDeltaGenerator struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_DeltaGenerator()
func GpuHoursPredicateGroth16PredicateDeltaGeneratorErrorID() common.Hash {
	return common.HexToHash("0x5e5b5d11a168037863d9488fcbf3ba6cf24f541e23e6f73c8a51bc94375effbe")
}

// UnpackGroth16PredicateDeltaGeneratorError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_DeltaGenerator()
func (gpuHoursPredicate *GpuHoursPredicate) UnpackGroth16PredicateDeltaGeneratorError(raw []byte) (*GpuHoursPredicateGroth16PredicateDeltaGenerator, error) {
	out := new(GpuHoursPredicateGroth16PredicateDeltaGenerator)
	if err := gpuHoursPredicate.abi.UnpackIntoInterface(out, "Groth16Predicate_DeltaGenerator", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GpuHoursPredicateGroth16PredicateHashNotInField represents a Groth16Predicate_HashNotInField error raised by the GpuHoursPredicate contract.
type GpuHoursPredicateGroth16PredicateHashNotInField struct {
	H *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_HashNotInField(uint256 h)
func GpuHoursPredicateGroth16PredicateHashNotInFieldErrorID() common.Hash {
	return common.HexToHash("0x204c60b351a1f6915acd27e24c9d66eb36e1d198edbb13b75caa6f03c0e4ed84")
}

// UnpackGroth16PredicateHashNotInFieldError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_HashNotInField(uint256 h)
func (gpuHoursPredicate *GpuHoursPredicate) UnpackGroth16PredicateHashNotInFieldError(raw []byte) (*GpuHoursPredicateGroth16PredicateHashNotInField, error) {
	out := new(GpuHoursPredicateGroth16PredicateHashNotInField)
	if err := gpuHoursPredicate.abi.UnpackIntoInterface(out, "Groth16Predicate_HashNotInField", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GpuHoursPredicateGroth16PredicateKeyCountUnsupported represents a Groth16Predicate_KeyCountUnsupported error raised by the GpuHoursPredicate contract.
type GpuHoursPredicateGroth16PredicateKeyCountUnsupported struct {
	Count *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_KeyCountUnsupported(uint256 count)
func GpuHoursPredicateGroth16PredicateKeyCountUnsupportedErrorID() common.Hash {
	return common.HexToHash("0x63f4c067b62f77086e7082c3b52d4debcc13ee2fcfc98d81f7ef88938cd4f1ec")
}

// UnpackGroth16PredicateKeyCountUnsupportedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_KeyCountUnsupported(uint256 count)
func (gpuHoursPredicate *GpuHoursPredicate) UnpackGroth16PredicateKeyCountUnsupportedError(raw []byte) (*GpuHoursPredicateGroth16PredicateKeyCountUnsupported, error) {
	out := new(GpuHoursPredicateGroth16PredicateKeyCountUnsupported)
	if err := gpuHoursPredicate.abi.UnpackIntoInterface(out, "Groth16Predicate_KeyCountUnsupported", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GpuHoursPredicateGroth16PredicateKeyPointInfinite represents a Groth16Predicate_KeyPointInfinite error raised by the GpuHoursPredicate contract.
type GpuHoursPredicateGroth16PredicateKeyPointInfinite struct {
	Index *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_KeyPointInfinite(uint256 index)
func GpuHoursPredicateGroth16PredicateKeyPointInfiniteErrorID() common.Hash {
	return common.HexToHash("0x3fbc1ed88b1c8481c32caa51df48e6ac068032d899a7c349d6391e1d2cbfb1ee")
}

// UnpackGroth16PredicateKeyPointInfiniteError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_KeyPointInfinite(uint256 index)
func (gpuHoursPredicate *GpuHoursPredicate) UnpackGroth16PredicateKeyPointInfiniteError(raw []byte) (*GpuHoursPredicateGroth16PredicateKeyPointInfinite, error) {
	out := new(GpuHoursPredicateGroth16PredicateKeyPointInfinite)
	if err := gpuHoursPredicate.abi.UnpackIntoInterface(out, "Groth16Predicate_KeyPointInfinite", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GpuHoursPredicateGroth16PredicateKeyPointInvalid represents a Groth16Predicate_KeyPointInvalid error raised by the GpuHoursPredicate contract.
type GpuHoursPredicateGroth16PredicateKeyPointInvalid struct {
	Index *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_KeyPointInvalid(uint256 index)
func GpuHoursPredicateGroth16PredicateKeyPointInvalidErrorID() common.Hash {
	return common.HexToHash("0x2b29afd6433df9b1773b7995ffaeff76416d034313b3d3d5901a674b4ba1deaa")
}

// UnpackGroth16PredicateKeyPointInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_KeyPointInvalid(uint256 index)
func (gpuHoursPredicate *GpuHoursPredicate) UnpackGroth16PredicateKeyPointInvalidError(raw []byte) (*GpuHoursPredicateGroth16PredicateKeyPointInvalid, error) {
	out := new(GpuHoursPredicateGroth16PredicateKeyPointInvalid)
	if err := gpuHoursPredicate.abi.UnpackIntoInterface(out, "Groth16Predicate_KeyPointInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GpuHoursPredicateGroth16PredicateKeyPointsRelated represents a Groth16Predicate_KeyPointsRelated error raised by the GpuHoursPredicate contract.
type GpuHoursPredicateGroth16PredicateKeyPointsRelated struct {
	Index *big.Int
	Other *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_KeyPointsRelated(uint256 index, uint256 other)
func GpuHoursPredicateGroth16PredicateKeyPointsRelatedErrorID() common.Hash {
	return common.HexToHash("0x3297a0947a627d46e5b5f2637eaafa09856fe66a02e89c046c8d74f47a4069fb")
}

// UnpackGroth16PredicateKeyPointsRelatedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_KeyPointsRelated(uint256 index, uint256 other)
func (gpuHoursPredicate *GpuHoursPredicate) UnpackGroth16PredicateKeyPointsRelatedError(raw []byte) (*GpuHoursPredicateGroth16PredicateKeyPointsRelated, error) {
	out := new(GpuHoursPredicateGroth16PredicateKeyPointsRelated)
	if err := gpuHoursPredicate.abi.UnpackIntoInterface(out, "Groth16Predicate_KeyPointsRelated", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GpuHoursPredicateGroth16PredicatePayloadEndsInZero represents a Groth16Predicate_PayloadEndsInZero error raised by the GpuHoursPredicate contract.
type GpuHoursPredicateGroth16PredicatePayloadEndsInZero struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_PayloadEndsInZero()
func GpuHoursPredicateGroth16PredicatePayloadEndsInZeroErrorID() common.Hash {
	return common.HexToHash("0x858b142fd16fe5f8ce3604d964106679c203345131b7791f22f684248a44de5e")
}

// UnpackGroth16PredicatePayloadEndsInZeroError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_PayloadEndsInZero()
func (gpuHoursPredicate *GpuHoursPredicate) UnpackGroth16PredicatePayloadEndsInZeroError(raw []byte) (*GpuHoursPredicateGroth16PredicatePayloadEndsInZero, error) {
	out := new(GpuHoursPredicateGroth16PredicatePayloadEndsInZero)
	if err := gpuHoursPredicate.abi.UnpackIntoInterface(out, "Groth16Predicate_PayloadEndsInZero", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GpuHoursPredicateGroth16PredicatePlaceCountUnsupported represents a Groth16Predicate_PlaceCountUnsupported error raised by the GpuHoursPredicate contract.
type GpuHoursPredicateGroth16PredicatePlaceCountUnsupported struct {
	Count *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_PlaceCountUnsupported(uint256 count)
func GpuHoursPredicateGroth16PredicatePlaceCountUnsupportedErrorID() common.Hash {
	return common.HexToHash("0x7c64e0c9dd63093c076c779195e49666d1554e2a5063947eda445644dbcf1470")
}

// UnpackGroth16PredicatePlaceCountUnsupportedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_PlaceCountUnsupported(uint256 count)
func (gpuHoursPredicate *GpuHoursPredicate) UnpackGroth16PredicatePlaceCountUnsupportedError(raw []byte) (*GpuHoursPredicateGroth16PredicatePlaceCountUnsupported, error) {
	out := new(GpuHoursPredicateGroth16PredicatePlaceCountUnsupported)
	if err := gpuHoursPredicate.abi.UnpackIntoInterface(out, "Groth16Predicate_PlaceCountUnsupported", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GpuHoursPredicateGroth16PredicatePlaceEndsInZero represents a Groth16Predicate_PlaceEndsInZero error raised by the GpuHoursPredicate contract.
type GpuHoursPredicateGroth16PredicatePlaceEndsInZero struct {
	Place *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_PlaceEndsInZero(uint256 place)
func GpuHoursPredicateGroth16PredicatePlaceEndsInZeroErrorID() common.Hash {
	return common.HexToHash("0x31314d4192901dc8e0b4ea91dc7bae0603b965e5e81157572862aeedf7e6f0e7")
}

// UnpackGroth16PredicatePlaceEndsInZeroError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_PlaceEndsInZero(uint256 place)
func (gpuHoursPredicate *GpuHoursPredicate) UnpackGroth16PredicatePlaceEndsInZeroError(raw []byte) (*GpuHoursPredicateGroth16PredicatePlaceEndsInZero, error) {
	out := new(GpuHoursPredicateGroth16PredicatePlaceEndsInZero)
	if err := gpuHoursPredicate.abi.UnpackIntoInterface(out, "Groth16Predicate_PlaceEndsInZero", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GpuHoursPredicateGroth16PredicatePlaceLength represents a Groth16Predicate_PlaceLength error raised by the GpuHoursPredicate contract.
type GpuHoursPredicateGroth16PredicatePlaceLength struct {
	Place *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_PlaceLength(uint256 place)
func GpuHoursPredicateGroth16PredicatePlaceLengthErrorID() common.Hash {
	return common.HexToHash("0x9f6d300089f9c4fc17f832b54f7f58bcc67c320f97136e9b5522925f16702f83")
}

// UnpackGroth16PredicatePlaceLengthError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_PlaceLength(uint256 place)
func (gpuHoursPredicate *GpuHoursPredicate) UnpackGroth16PredicatePlaceLengthError(raw []byte) (*GpuHoursPredicateGroth16PredicatePlaceLength, error) {
	out := new(GpuHoursPredicateGroth16PredicatePlaceLength)
	if err := gpuHoursPredicate.abi.UnpackIntoInterface(out, "Groth16Predicate_PlaceLength", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GpuHoursPredicateGroth16PredicatePlaceNotInField represents a Groth16Predicate_PlaceNotInField error raised by the GpuHoursPredicate contract.
type GpuHoursPredicateGroth16PredicatePlaceNotInField struct {
	Place *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_PlaceNotInField(uint256 place)
func GpuHoursPredicateGroth16PredicatePlaceNotInFieldErrorID() common.Hash {
	return common.HexToHash("0x66af7cbdc39cb93b182836f767ed82749fe499e28e25d6eb8bf6c82b9837bf6a")
}

// UnpackGroth16PredicatePlaceNotInFieldError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_PlaceNotInField(uint256 place)
func (gpuHoursPredicate *GpuHoursPredicate) UnpackGroth16PredicatePlaceNotInFieldError(raw []byte) (*GpuHoursPredicateGroth16PredicatePlaceNotInField, error) {
	out := new(GpuHoursPredicateGroth16PredicatePlaceNotInField)
	if err := gpuHoursPredicate.abi.UnpackIntoInterface(out, "Groth16Predicate_PlaceNotInField", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GpuHoursPredicateGroth16PredicatePlacesLeftOver represents a Groth16Predicate_PlacesLeftOver error raised by the GpuHoursPredicate contract.
type GpuHoursPredicateGroth16PredicatePlacesLeftOver struct {
	Words *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_PlacesLeftOver(uint256 words)
func GpuHoursPredicateGroth16PredicatePlacesLeftOverErrorID() common.Hash {
	return common.HexToHash("0x90fb73815eae2dfdc7c550194c3e04dd7a6ae34f049cd178bf57a300726aaea3")
}

// UnpackGroth16PredicatePlacesLeftOverError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_PlacesLeftOver(uint256 words)
func (gpuHoursPredicate *GpuHoursPredicate) UnpackGroth16PredicatePlacesLeftOverError(raw []byte) (*GpuHoursPredicateGroth16PredicatePlacesLeftOver, error) {
	out := new(GpuHoursPredicateGroth16PredicatePlacesLeftOver)
	if err := gpuHoursPredicate.abi.UnpackIntoInterface(out, "Groth16Predicate_PlacesLeftOver", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GpuHoursPredicateGroth16PredicateProofInvalid represents a Groth16Predicate_ProofInvalid error raised by the GpuHoursPredicate contract.
type GpuHoursPredicateGroth16PredicateProofInvalid struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_ProofInvalid()
func GpuHoursPredicateGroth16PredicateProofInvalidErrorID() common.Hash {
	return common.HexToHash("0x05da8da94ebe15d06de678f0d48e71df4d91c19bf0b75160ac8423331a859f7c")
}

// UnpackGroth16PredicateProofInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_ProofInvalid()
func (gpuHoursPredicate *GpuHoursPredicate) UnpackGroth16PredicateProofInvalidError(raw []byte) (*GpuHoursPredicateGroth16PredicateProofInvalid, error) {
	out := new(GpuHoursPredicateGroth16PredicateProofInvalid)
	if err := gpuHoursPredicate.abi.UnpackIntoInterface(out, "Groth16Predicate_ProofInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GpuHoursPredicateGroth16PredicateProofLength represents a Groth16Predicate_ProofLength error raised by the GpuHoursPredicate contract.
type GpuHoursPredicateGroth16PredicateProofLength struct {
	Length *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_ProofLength(uint256 length)
func GpuHoursPredicateGroth16PredicateProofLengthErrorID() common.Hash {
	return common.HexToHash("0xcebadbb3a17575da1bd4492ca2041910a10a27311dce788d1f1a6e138702026e")
}

// UnpackGroth16PredicateProofLengthError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_ProofLength(uint256 length)
func (gpuHoursPredicate *GpuHoursPredicate) UnpackGroth16PredicateProofLengthError(raw []byte) (*GpuHoursPredicateGroth16PredicateProofLength, error) {
	out := new(GpuHoursPredicateGroth16PredicateProofLength)
	if err := gpuHoursPredicate.abi.UnpackIntoInterface(out, "Groth16Predicate_ProofLength", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// GpuHoursPredicateGroth16PredicateWordNotInField represents a Groth16Predicate_WordNotInField error raised by the GpuHoursPredicate contract.
type GpuHoursPredicateGroth16PredicateWordNotInField struct {
	Index *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_WordNotInField(uint256 index)
func GpuHoursPredicateGroth16PredicateWordNotInFieldErrorID() common.Hash {
	return common.HexToHash("0xfd4ad04509361665fc45f610c1acd13ec03a121cdce965a5126f725eb77eaad3")
}

// UnpackGroth16PredicateWordNotInFieldError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_WordNotInField(uint256 index)
func (gpuHoursPredicate *GpuHoursPredicate) UnpackGroth16PredicateWordNotInFieldError(raw []byte) (*GpuHoursPredicateGroth16PredicateWordNotInField, error) {
	out := new(GpuHoursPredicateGroth16PredicateWordNotInField)
	if err := gpuHoursPredicate.abi.UnpackIntoInterface(out, "Groth16Predicate_WordNotInField", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateMetaData contains all meta data concerning the Groth16Predicate contract.
var Groth16PredicateMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"components\":[{\"internalType\":\"uint32\",\"name\":\"n\",\"type\":\"uint32\"},{\"internalType\":\"uint256[22]\",\"name\":\"words\",\"type\":\"uint256[22]\"}],\"internalType\":\"structIGroth16Predicate.Key[]\",\"name\":\"keys\",\"type\":\"tuple[]\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"n\",\"type\":\"uint32\"}],\"name\":\"keyHash\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"hash\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256[9]\",\"name\":\"header\",\"type\":\"uint256[9]\"},{\"internalType\":\"uint256[]\",\"name\":\"payload\",\"type\":\"uint256[]\"},{\"internalType\":\"uint256\",\"name\":\"h\",\"type\":\"uint256\"},{\"internalType\":\"bytes\",\"name\":\"proof\",\"type\":\"bytes\"}],\"name\":\"settle\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"key\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"n\",\"type\":\"uint32\"},{\"internalType\":\"uint256\",\"name\":\"count\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"counted\",\"type\":\"uint256\"},{\"internalType\":\"uint256[]\",\"name\":\"places\",\"type\":\"uint256[]\"},{\"internalType\":\"bytes\",\"name\":\"proof\",\"type\":\"bytes\"}],\"name\":\"settleMany\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"key\",\"type\":\"bytes32\"},{\"internalType\":\"uint256\",\"name\":\"settled\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256[9]\",\"name\":\"header\",\"type\":\"uint256[9]\"},{\"internalType\":\"uint256[]\",\"name\":\"payload\",\"type\":\"uint256[]\"},{\"internalType\":\"uint256\",\"name\":\"h\",\"type\":\"uint256\"},{\"internalType\":\"bytes\",\"name\":\"proof\",\"type\":\"bytes\"}],\"name\":\"verify\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"n\",\"type\":\"uint32\"},{\"internalType\":\"uint256\",\"name\":\"count\",\"type\":\"uint256\"},{\"internalType\":\"uint256[]\",\"name\":\"places\",\"type\":\"uint256[]\"},{\"internalType\":\"bytes\",\"name\":\"proof\",\"type\":\"bytes\"}],\"name\":\"verifyMany\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"n\",\"type\":\"uint32\"}],\"name\":\"verifyingKey\",\"outputs\":[{\"internalType\":\"uint256[22]\",\"name\":\"\",\"type\":\"uint256[22]\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"n\",\"type\":\"uint32\"}],\"name\":\"Groth16Predicate_BatchSizeUnsupported\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"counted\",\"type\":\"uint256\"}],\"name\":\"Groth16Predicate_CountedBeyondPlaces\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"Groth16Predicate_DeltaGenerator\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"h\",\"type\":\"uint256\"}],\"name\":\"Groth16Predicate_HashNotInField\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"count\",\"type\":\"uint256\"}],\"name\":\"Groth16Predicate_KeyCountUnsupported\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"index\",\"type\":\"uint256\"}],\"name\":\"Groth16Predicate_KeyPointInfinite\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"index\",\"type\":\"uint256\"}],\"name\":\"Groth16Predicate_KeyPointInvalid\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"index\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"other\",\"type\":\"uint256\"}],\"name\":\"Groth16Predicate_KeyPointsRelated\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"Groth16Predicate_PayloadEndsInZero\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"count\",\"type\":\"uint256\"}],\"name\":\"Groth16Predicate_PlaceCountUnsupported\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"place\",\"type\":\"uint256\"}],\"name\":\"Groth16Predicate_PlaceEndsInZero\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"place\",\"type\":\"uint256\"}],\"name\":\"Groth16Predicate_PlaceLength\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"place\",\"type\":\"uint256\"}],\"name\":\"Groth16Predicate_PlaceNotInField\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"words\",\"type\":\"uint256\"}],\"name\":\"Groth16Predicate_PlacesLeftOver\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"Groth16Predicate_ProofInvalid\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"}],\"name\":\"Groth16Predicate_ProofLength\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"index\",\"type\":\"uint256\"}],\"name\":\"Groth16Predicate_WordNotInField\",\"type\":\"error\"}]",
	ID:  "4453691d72193800899a1454419b8928cf",
	Bin: "0x6109608060405234610cf557613199803803809161001d8285610d0d565b8339810190602081830312610cf5578051906001600160401b038211610cf557019080601f83011215610cf5578151916001600160401b038311610cf9576040519261006f60208260051b0185610d0d565b80845260206102e0818601920283010191838311610cf557602001905b828210610c515784805180158015610c47575b610c355750600163ffffffff6100b483610d30565b51511603610c12575f9081602081805b84518110156105405763ffffffff6100dc8287610d5d565b51511661010081118015610510575b6104fe575060206100fc8287610d5d565b510151826104d757868101805190866104d75785830191825117156104eb57846104d7575190866104d7575f918183925051604051906020820192835260408201528260608201528260808201526080815261015960a082610d0d565b519060065afa610167610db0565b50156104c45760025b600e811061031f57507f198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c261014082015114806102f1575b6102e257600e5b601681106101c05750506001016100c4565b6101ca8183610d9f565b516001820190818311610258576101e18285610d9f565b5117156102cf575f80916102006101f88587610d9f565b519186610d9f565b51604051906020820192835260408201528260608201528260808201526080815261022c60a082610d0d565b519060065afa61023a610db0565b50156102bd57600e5b81811061026c575060028101809111156101ae575b634e487b7160e01b5f52601160045260245ffd5b6102768284610d9f565b516102818285610d9f565b51146102a757600281018091111561024357634e487b7160e01b5f52601160045260245ffd5b90630ca5e82560e21b5f5260045260245260445ffd5b631594d7eb60e11b5f5260045260245ffd5b506307f783db60e31b5f5260045260245ffd5b635e5b5d1160e01b5f5260045ffd5b507f1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed610160820151146101a7565b6103298183610d9f565b516001820190818311610258576103408285610d9f565b51176002830190818411610258576103588286610d9f565b5117906003840191828511610258576103718387610d9f565b5117156104b1575f9182916103868688610d9f565b51916103a86103a0610398888b610d9f565b51938a610d9f565b519189610d9f565b51906040519260208401948686528660408601526060850152608084015260a083015260c082015260c081526103df60e082610d0d565b519060085afa6103ed610db0565b501561049e5760025b82811061041f575050600481018091111561017057634e487b7160e01b5f52601160045260245ffd5b6104298385610d9f565b516104348286610d9f565b511480610476575b6104605760048101809111156103f657634e487b7160e01b5f52601160045260245ffd5b82630ca5e82560e21b5f5260045260245260445ffd5b506104818285610d9f565b5160018201808311610258576104979086610d9f565b511461043c565b50631594d7eb60e11b5f5260045260245ffd5b836307f783db60e31b5f5260045260245ffd5b631594d7eb60e11b5f525f60045260245ffd5b634e487b7160e01b5f52603260045260245ffd5b6307f783db60e31b5f525f60045260245ffd5b63e6d351a360e01b5f5260045260245ffd5b5081151580156100eb57505f1982018281116102585761053563ffffffff9188610d5d565b5151168111156100eb565b846102a0602061054f83610d30565b5101516040516020810190610576816105688585610d71565b03601f198101835282610d0d565b51902060c05280516101205260208101516101405260408101516101605260608101516101805260808101516101a05260a08101516101c05260c08101516101e05260e0810151610200526101008101516102205261012081015161024052610140810151610260526101608101516102805261018081015182526101a08101516102c0526101c08101516102e0526101e081015161030052610200810151610320526102208101516103405261024081015161036052610260810151610380526102808101516103a05201516103c0526001815111610aff575b60028151116109e9575b6040516123aa9081610def82396080518181816105630152611209015260a0518161058a015260c051818181610150015281816105fe015281816106ad01528181611bac0152611f12015260e051816105d9015261010051816105b0015261012051818181610b430152610eb8015261014051818181610b660152610edb015261016051818181610b8c0152610f01015261018051818181610bb20152610f2701526101a051818181610bd80152610f4d01526101c051818181610bfe0152610f7301526101e051818181610c240152610f99015261020051818181610c4a0152610fbf015261022051818181610c700152610fe5015261024051818181610c97015261100c015261026051818181610cbe0152611033015261028051818181610ce5015261105a01526102a051818181610d0c015261108101526102c051818181610d3301526110a801526102e051818181610d5a01526110cf015261030051818181610d8101526110f6015261032051818181610da8015261111d015261034051818181610dcf0152611144015261036051818181610df6015261116b015261038051818181610e1d015261119201526103a051818181610e4401526111b901526103c051818181610e6b01526111e301526103e0518161122f01526104005181611252015261042051816112780152610440518161129e015261046051816112c4015261048051816112ea01526104a0518161131001526104c0518161133601526104e0518161135c01526105005181611383015261052051816113aa015261054051816113d1015261056051816113f80152610580518161141f01526105a0518161144601526105c0518161146d01526105e05181611494015261060051816114bb015261062051816114e201526106405181611509015261066051816115300152610680518161155a01526106a0518161158001526106c051816115a301526106e051816115c9015261070051816115ef015261072051816116150152610740518161163b015261076051816116610152610780518161168701526107a051816116ad01526107c051816116d401526107e051816116fb01526108005181611722015261082051816117490152610840518161177001526108605181611797015261088051816117be01526108a051816117e501526108c0518161180c01526108e051816118330152610900518161185a01526109205181611881015261094051816118ab0152f35b8063ffffffff610a096020610a006102a095610d4d565b51015192610d4d565b51511660a0526040516020810190610a25816105688585610d71565b5190206101005280516106a05260208101516106c05260408101516106e05260608101516107005260808101516107205260a08101516107405260c08101516107605260e0810151610780526101008101516107a0526101208101516107c0526101408101516107e05261016081015161080052610180810151610820526101a0810151610840526101c0810151610860526101e0810151610880526102008101516108a0526102208101516108c0526102408101516108e05261026081015161090052610280810151610920520151610940528061065b565b6102a06020610b0d83610d3d565b51015163ffffffff610b1e84610d3d565b5151166080526040516020810190610b3a816105688585610d71565b51902060e05280516103e05260208101516104005260408101516104205260608101516104405260808101516104605260a08101516104805260c08101516104a05260e08101516104c0526101008101516104e052610120810151610500526101408101516105205261016081015161054052610180810151610560526101a0810151610580526101c08101516105a0526101e08101516105c0526102008101516105e05261022081015161060052610240810151610620526102608101516106405261028081015161066052015161068052610651565b610c2063ffffffff91610d30565b51511663e6d351a360e01b5f5260045260245ffd5b6363f4c06760e01b5f5260045260245ffd5b506003811161009f565b6102e082850312610cf557604080519081016001600160401b03811182821017610cf957604052825163ffffffff81168103610cf557815284603f84011215610cf5576040516102c081016001600160401b03811182821017610cf957604052806102e08501878111610cf55760208601915b818310610ce55750505091816102e09360208094015281520191019061008c565b8251815260209283019201610cc4565b5f80fd5b634e487b7160e01b5f52604160045260245ffd5b601f909101601f19168101906001600160401b03821190821017610cf957604052565b8051156104d75760200190565b8051600110156104d75760400190565b8051600210156104d75760600190565b80518210156104d75760209160051b010190565b91906102c08301925f905b60168210610d8957505050565b6020806001928551815201930191019091610d7c565b9060168110156104d75760051b0190565b3d15610de9573d906001600160401b038211610cf95760405191610dde601f8201601f191660200184610d0d565b82523d5f602084013e565b60609056fe6080806040526004361015610012575f80fd5b5f3560e01c9081634a837f561461035e5750806352a9a35c1461034d57806369266d78146102585780637410d081146101a55780639ffc24e21461011d5763b7e950b61461005e575f80fd5b346101195760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610119576100956103df565b6102c090816100a3816104e2565b3690376100af81610553565b156100e7576100bd90610e92565b604051905f825b601682106100d157505050f35b60208060019285518152019301910190916100c4565b63ffffffff907fe6d351a3000000000000000000000000000000000000000000000000000000005f521660045260245ffd5b5f80fd5b346101195761013a61012e36610451565b9493909392919261065d565b90600d81101561017857806101735760206040517f00000000000000000000000000000000000000000000000000000000000000008152f35b6108c3565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52602160045260245ffd5b346101195760a07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610119576101dc6103df565b60443560643567ffffffffffffffff8111610119576101ff9036906004016103f2565b6084359167ffffffffffffffff831161011957610223610230933690600401610423565b9290918560243588610815565b90600d81101561017857806101735760408361024b86610553565b9082519182526020820152f35b346101195760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126101195761028f6103df565b6024359060443567ffffffffffffffff8111610119576102b39036906004016103f2565b60649291923567ffffffffffffffff8111610119576102d6903690600401610423565b939092610100861115610304576102ee955f91610815565b50600d8110156101785760209060405190158152f35b8561010003956101008711610320575f196102ee971c91610815565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b34610119576102ee61012e36610451565b346101195760207ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc360112610119576103956103df565b9061039f82610553565b80156103ad57602092508152f35b63ffffffff837fe6d351a3000000000000000000000000000000000000000000000000000000005f521660045260245ffd5b6004359063ffffffff8216820361011957565b9181601f840112156101195782359167ffffffffffffffff8311610119576020808501948460051b01011161011957565b9181601f840112156101195782359167ffffffffffffffff8311610119576020838186019501011161011957565b6101807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc820112610119578061012411610119576004916101243567ffffffffffffffff811161011957826104a8916004016103f2565b929092916101443591610164359067ffffffffffffffff8211610119576104d191600401610423565b9091565b9190820391821161032057565b907fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0601f604051930116820182811067ffffffffffffffff82111761052657604052565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b63ffffffff16600181146105fb577f000000000000000000000000000000000000000000000000000000000000000081146105d6577f0000000000000000000000000000000000000000000000000000000000000000036105d2577f000000000000000000000000000000000000000000000000000000000000000090565b5f90565b507f000000000000000000000000000000000000000000000000000000000000000090565b507f000000000000000000000000000000000000000000000000000000000000000090565b91908110156106305760051b0190565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b91949593925f965f966101008203610808577f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f00000018310156107fa57801515806107dc575b6107cd576106d1838286887f00000000000000000000000000000000000000000000000000000000000000006118cf565b96919590961561070d57505050916106fd9493916106f7936106f1610b30565b956119ce565b90611a23565b1561070457565b600c92505f9150565b96509697509750505050505f5b6009811080156107705715610630577f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f00000018160051b8401355b101561076657610761906119c0565b61071a565b9350505060039190565b507ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff78101818111610320576107c77f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001918785610620565b35610752565b50600497505f96505050505050565b505f198101818111610320576107f3908286610620565b35156106a0565b506002975090955050505050565b5060019750955050505050565b959493929161082387610553565b156108b057811580156108a5575b8015610882575b6108745780821c61086657600163ffffffff88161461085b57506104d195611c82565b906104d19650611aba565b969550505050505060079190565b509594505050505060069190565b5063ffffffff871660018111908161089b575b50610838565b905082115f610895565b506101008211610831565b5050505050509063ffffffff6005921690565b600d8110156101785760018114610b045760028114610ad85760038114610aac5760048114610a845760058114610a525760068114610a2657600781146109fa57600881146109ce57600981146109a257600a811461097657600b1461094b577f05da8da9000000000000000000000000000000000000000000000000000000005f5260045ffd5b7f31314d41000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b507f66af7cbd000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b507f90fb7381000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b507f9f6d3000000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b507f451a5390000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b507f7c64e0c9000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b63ffffffff827fe6d351a3000000000000000000000000000000000000000000000000000000005f521660045260245ffd5b7f858b142f000000000000000000000000000000000000000000000000000000005f5260045ffd5b507ffd4ad045000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b507f204c60b3000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b507fcebadbb3000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b6102c090610b3d826104e2565b913683377f000000000000000000000000000000000000000000000000000000000000000082527f000000000000000000000000000000000000000000000000000000000000000060208301527f000000000000000000000000000000000000000000000000000000000000000060408301527f000000000000000000000000000000000000000000000000000000000000000060608301527f000000000000000000000000000000000000000000000000000000000000000060808301527f000000000000000000000000000000000000000000000000000000000000000060a08301527f000000000000000000000000000000000000000000000000000000000000000060c08301527f000000000000000000000000000000000000000000000000000000000000000060e08301527f00000000000000000000000000000000000000000000000000000000000000006101008301527f00000000000000000000000000000000000000000000000000000000000000006101208301527f00000000000000000000000000000000000000000000000000000000000000006101408301527f00000000000000000000000000000000000000000000000000000000000000006101608301527f00000000000000000000000000000000000000000000000000000000000000006101808301527f00000000000000000000000000000000000000000000000000000000000000006101a08301527f00000000000000000000000000000000000000000000000000000000000000006101c08301527f00000000000000000000000000000000000000000000000000000000000000006101e08301527f00000000000000000000000000000000000000000000000000000000000000006102008301527f00000000000000000000000000000000000000000000000000000000000000006102208301527f00000000000000000000000000000000000000000000000000000000000000006102408301527f00000000000000000000000000000000000000000000000000000000000000006102608301527f00000000000000000000000000000000000000000000000000000000000000006102808301527f00000000000000000000000000000000000000000000000000000000000000006102a0830152565b906102c0610e9f816104e2565b9036823763ffffffff819316600181145f1461120757507f000000000000000000000000000000000000000000000000000000000000000081527f000000000000000000000000000000000000000000000000000000000000000060208201527f000000000000000000000000000000000000000000000000000000000000000060408201527f000000000000000000000000000000000000000000000000000000000000000060608201527f000000000000000000000000000000000000000000000000000000000000000060808201527f000000000000000000000000000000000000000000000000000000000000000060a08201527f000000000000000000000000000000000000000000000000000000000000000060c08201527f000000000000000000000000000000000000000000000000000000000000000060e08201527f00000000000000000000000000000000000000000000000000000000000000006101008201527f00000000000000000000000000000000000000000000000000000000000000006101208201527f00000000000000000000000000000000000000000000000000000000000000006101408201527f00000000000000000000000000000000000000000000000000000000000000006101608201527f00000000000000000000000000000000000000000000000000000000000000006101808201527f00000000000000000000000000000000000000000000000000000000000000006101a08201527f00000000000000000000000000000000000000000000000000000000000000006101c08201527f00000000000000000000000000000000000000000000000000000000000000006101e08201527f00000000000000000000000000000000000000000000000000000000000000006102008201527f00000000000000000000000000000000000000000000000000000000000000006102208201527f00000000000000000000000000000000000000000000000000000000000000006102408201527f00000000000000000000000000000000000000000000000000000000000000006102608201527f00000000000000000000000000000000000000000000000000000000000000006102808201526102a07f0000000000000000000000000000000000000000000000000000000000000000910152565b7f00000000000000000000000000000000000000000000000000000000000000000361157e577f000000000000000000000000000000000000000000000000000000000000000081527f000000000000000000000000000000000000000000000000000000000000000060208201527f000000000000000000000000000000000000000000000000000000000000000060408201527f000000000000000000000000000000000000000000000000000000000000000060608201527f000000000000000000000000000000000000000000000000000000000000000060808201527f000000000000000000000000000000000000000000000000000000000000000060a08201527f000000000000000000000000000000000000000000000000000000000000000060c08201527f000000000000000000000000000000000000000000000000000000000000000060e08201527f00000000000000000000000000000000000000000000000000000000000000006101008201527f00000000000000000000000000000000000000000000000000000000000000006101208201527f00000000000000000000000000000000000000000000000000000000000000006101408201527f00000000000000000000000000000000000000000000000000000000000000006101608201527f00000000000000000000000000000000000000000000000000000000000000006101808201527f00000000000000000000000000000000000000000000000000000000000000006101a08201527f00000000000000000000000000000000000000000000000000000000000000006101c08201527f00000000000000000000000000000000000000000000000000000000000000006101e08201527f00000000000000000000000000000000000000000000000000000000000000006102008201527f00000000000000000000000000000000000000000000000000000000000000006102208201527f00000000000000000000000000000000000000000000000000000000000000006102408201527f00000000000000000000000000000000000000000000000000000000000000006102608201527f00000000000000000000000000000000000000000000000000000000000000006102808201526102a07f0000000000000000000000000000000000000000000000000000000000000000910152565b7f000000000000000000000000000000000000000000000000000000000000000081527f000000000000000000000000000000000000000000000000000000000000000060208201527f000000000000000000000000000000000000000000000000000000000000000060408201527f000000000000000000000000000000000000000000000000000000000000000060608201527f000000000000000000000000000000000000000000000000000000000000000060808201527f000000000000000000000000000000000000000000000000000000000000000060a08201527f000000000000000000000000000000000000000000000000000000000000000060c08201527f000000000000000000000000000000000000000000000000000000000000000060e08201527f00000000000000000000000000000000000000000000000000000000000000006101008201527f00000000000000000000000000000000000000000000000000000000000000006101208201527f00000000000000000000000000000000000000000000000000000000000000006101408201527f00000000000000000000000000000000000000000000000000000000000000006101608201527f00000000000000000000000000000000000000000000000000000000000000006101808201527f00000000000000000000000000000000000000000000000000000000000000006101a08201527f00000000000000000000000000000000000000000000000000000000000000006101c08201527f00000000000000000000000000000000000000000000000000000000000000006101e08201527f00000000000000000000000000000000000000000000000000000000000000006102008201527f00000000000000000000000000000000000000000000000000000000000000006102208201527f00000000000000000000000000000000000000000000000000000000000000006102408201527f00000000000000000000000000000000000000000000000000000000000000006102608201527f00000000000000000000000000000000000000000000000000000000000000006102808201526102a07f0000000000000000000000000000000000000000000000000000000000000000910152565b90929394915f9461012060405195608087019860098401957f62bd60513e7e4f19cb302e8df04a40ef72e4a18ee2ab7f5b74326144171ba767895260208901528560408901526060880152883760051b906101a085013760051b9360807effffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8682018520169560019401015b818111611964575050565b7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe07f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001919594929501918187845192828410169609089390611959565b5f1981146103205760010190565b9493926101409261016092506119e3836104e2565b92368437610100839784376101008301526101208201520152565b9160409182918280860192835e608085015260608160075afa9160808160065afa1690565b5f610300602092608060c060405192610100610240850160406101c08401825e611a80611a58838c01516102008601846119fe565b611a6c6101208d01516102408701856119fe565b16916101408c0151906102808601906119fe565b1698855e82610140820161010086015e818161018086015e0161028083015e60085afa1660015f51141690565b9190820180921161032057565b95939290955f965f967effffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff83168303610320578260081b8103611c755750604051946040860186811067ffffffffffffffff821117610526576040525f8652602086016060815283600b02600b81048503610320576012019081601211610320577fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0611b7c611b73611b6e859a9897969a611e4a565b6104e2565b93808552611e4a565b01366020840137525f945f935b838510611be5575050505050808203611bd15750506106fd90611baa610b30565b7f000000000000000000000000000000000000000000000000000000000000000091611f99565b9150919350611be092506104d5565b600991565b9091929395611bf5818784611e62565b908115611c6357600180878b1c1614611c2d575b50600101908160011161032057600191611c2291611aad565b960193929190611b89565b81611c41929d508960081b8601918b611e9c565b9a600d8c1015610178578b611c56575f611c09565b5095985050505050505050565b5060089b509699505050505050505050565b6001985096505050505050565b9593949190926101208303611e3e5782602011610119578535907f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001821015611e3257611ccd88610553565b92604051956080870187811067ffffffffffffffff821117610526576040525f875260208701945f865260408801905f82527effffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8c60608b01925f845263ffffffff604051928960051b927f03cac5d01a2e1588c663740869e75d963baae2c3e49aa8c792b2919b09e190e385526020850152166040830152856060830152886080830152808760a084013760a0019020169182905f5b60078110611e045750818b528489525252611d9f929190876121dc565b9690978789600d8110156101785780611df8575050916106f7939160207fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0611deb6106fd999896610e92565b97519451950191016119ce565b99509750505050505050565b937f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f000000181600192099401611d82565b50600296509450505050565b50600195509093505050565b67ffffffffffffffff81116105265760051b60200190565b9190918160051b0191039160208201925f92600a8211611e80575050565b5f19903591018110600982101516611e955750565b6001019150565b9291908115610630578035917f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001831015611f8557611eda818361234e565b611f8f57611f36917ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff6849201906020610140820191017f00000000000000000000000000000000000000000000000000000000000000006118cf565b9391909315611f85576103a09261010086516101609081611f56816104e2565b36903702602088015101936102608501376103608301526103808201520152611f7f81516119c0565b90525f90565b5050505050600a90565b5050505050600b90565b91929060018351146121b55792919081519261016060208401948061024087516102008101957fe8e434f74b82cb715475ca31d680441157f3d1e49facbcdd8ac945465b45493987526102208201520152026060019020908351906020820190610260830180945f526001975f966101208601995b8151891081161561210457508760205260405f2060801c80151792838b51018b5260205b608081106120a35750878761204b8660c085018a61237a565b958661206a575b50505060c0610160600192019801980197969261200e565b600193965060c09260608360409360a083610160970192868d855e015260075afa9560806040820160408d015e928a9250899150612052565b807f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f000000160e06020938501015187097f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001610120838c010191825108905201612032565b98955095509550509550508361211b575b50505090565b5191925060806101408401606084015e60015f6101a084015b6004821061218957505091602060c05f9360806040849782858b016101e089015e8160e08801818c825e60608160075afa16980161012086015e510261024001910160085afa1660015f5114165f8080612115565b90916001906121ac6101208560051b880101516101c08660061b8a01018561237a565b16920190612134565b90925061026060206121d9936101606121cd816104e2565b36903701510190611a23565b90565b905f925f92604081016020820160608301935b858710612215575050505050505081810361220c5750505f905f90565b611be0916104d5565b90919293949596612227818a84611e62565b9081158015612344575b6123335761223f828261234e565b6123225786515f916001918460051b82015b8281116122ca57505050907f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f000000190818089519283098851088752895190098652156122ba576001019081600111610320576001916122ad91611aad565b97019594939291906121ef565b50600a9997985050505050505050565b7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe07f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f00000019101938183863592828410169709089392612251565b50600b9a9899505050505050505050565b5060089a9899505050505050505050565b5060808211612231565b600a8211918261235d57505090565b9091505f198101908082116103205761237592610620565b351590565b906040905f94938280850192835e608084015260608160075afa61239b5750565b604091925060808160065afa9056",
}

// Groth16Predicate is an auto generated Go binding around an Ethereum contract.
type Groth16Predicate struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Groth16Predicate) GetABI() abi.ABI {
	return c.abi
}

// NewGroth16Predicate creates a new instance of Groth16Predicate.
func NewGroth16Predicate() *Groth16Predicate {
	parsed, err := Groth16PredicateMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Groth16Predicate{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Groth16Predicate) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor((uint32,uint256[22])[] keys) returns()
func (groth16Predicate *Groth16Predicate) PackConstructor(keys []IGroth16PredicateKey) []byte {
	enc, err := groth16Predicate.abi.Pack("", keys)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackKeyHash is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4a837f56.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function keyHash(uint32 n) view returns(bytes32 hash)
func (groth16Predicate *Groth16Predicate) PackKeyHash(n uint32) []byte {
	enc, err := groth16Predicate.abi.Pack("keyHash", n)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackKeyHash is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4a837f56.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function keyHash(uint32 n) view returns(bytes32 hash)
func (groth16Predicate *Groth16Predicate) TryPackKeyHash(n uint32) ([]byte, error) {
	return groth16Predicate.abi.Pack("keyHash", n)
}

// UnpackKeyHash is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x4a837f56.
//
// Solidity: function keyHash(uint32 n) view returns(bytes32 hash)
func (groth16Predicate *Groth16Predicate) UnpackKeyHash(data []byte) ([32]byte, error) {
	out, err := groth16Predicate.abi.Unpack("keyHash", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackSettle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9ffc24e2.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function settle(uint256[9] header, uint256[] payload, uint256 h, bytes proof) view returns(bytes32 key)
func (groth16Predicate *Groth16Predicate) PackSettle(header [9]*big.Int, payload []*big.Int, h *big.Int, proof []byte) []byte {
	enc, err := groth16Predicate.abi.Pack("settle", header, payload, h, proof)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSettle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9ffc24e2.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function settle(uint256[9] header, uint256[] payload, uint256 h, bytes proof) view returns(bytes32 key)
func (groth16Predicate *Groth16Predicate) TryPackSettle(header [9]*big.Int, payload []*big.Int, h *big.Int, proof []byte) ([]byte, error) {
	return groth16Predicate.abi.Pack("settle", header, payload, h, proof)
}

// UnpackSettle is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x9ffc24e2.
//
// Solidity: function settle(uint256[9] header, uint256[] payload, uint256 h, bytes proof) view returns(bytes32 key)
func (groth16Predicate *Groth16Predicate) UnpackSettle(data []byte) ([32]byte, error) {
	out, err := groth16Predicate.abi.Unpack("settle", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackSettleMany is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7410d081.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function settleMany(uint32 n, uint256 count, uint256 counted, uint256[] places, bytes proof) view returns(bytes32 key, uint256 settled)
func (groth16Predicate *Groth16Predicate) PackSettleMany(n uint32, count *big.Int, counted *big.Int, places []*big.Int, proof []byte) []byte {
	enc, err := groth16Predicate.abi.Pack("settleMany", n, count, counted, places, proof)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSettleMany is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7410d081.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function settleMany(uint32 n, uint256 count, uint256 counted, uint256[] places, bytes proof) view returns(bytes32 key, uint256 settled)
func (groth16Predicate *Groth16Predicate) TryPackSettleMany(n uint32, count *big.Int, counted *big.Int, places []*big.Int, proof []byte) ([]byte, error) {
	return groth16Predicate.abi.Pack("settleMany", n, count, counted, places, proof)
}

// SettleManyOutput serves as a container for the return parameters of contract
// method SettleMany.
type SettleManyOutput struct {
	Key     [32]byte
	Settled *big.Int
}

// UnpackSettleMany is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x7410d081.
//
// Solidity: function settleMany(uint32 n, uint256 count, uint256 counted, uint256[] places, bytes proof) view returns(bytes32 key, uint256 settled)
func (groth16Predicate *Groth16Predicate) UnpackSettleMany(data []byte) (SettleManyOutput, error) {
	out, err := groth16Predicate.abi.Unpack("settleMany", data)
	outstruct := new(SettleManyOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Key = *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	outstruct.Settled = abi.ConvertType(out[1], new(big.Int)).(*big.Int)
	return *outstruct, nil
}

// PackVerify is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x52a9a35c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function verify(uint256[9] header, uint256[] payload, uint256 h, bytes proof) view returns(bool)
func (groth16Predicate *Groth16Predicate) PackVerify(header [9]*big.Int, payload []*big.Int, h *big.Int, proof []byte) []byte {
	enc, err := groth16Predicate.abi.Pack("verify", header, payload, h, proof)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackVerify is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x52a9a35c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function verify(uint256[9] header, uint256[] payload, uint256 h, bytes proof) view returns(bool)
func (groth16Predicate *Groth16Predicate) TryPackVerify(header [9]*big.Int, payload []*big.Int, h *big.Int, proof []byte) ([]byte, error) {
	return groth16Predicate.abi.Pack("verify", header, payload, h, proof)
}

// UnpackVerify is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x52a9a35c.
//
// Solidity: function verify(uint256[9] header, uint256[] payload, uint256 h, bytes proof) view returns(bool)
func (groth16Predicate *Groth16Predicate) UnpackVerify(data []byte) (bool, error) {
	out, err := groth16Predicate.abi.Unpack("verify", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackVerifyMany is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x69266d78.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function verifyMany(uint32 n, uint256 count, uint256[] places, bytes proof) view returns(bool)
func (groth16Predicate *Groth16Predicate) PackVerifyMany(n uint32, count *big.Int, places []*big.Int, proof []byte) []byte {
	enc, err := groth16Predicate.abi.Pack("verifyMany", n, count, places, proof)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackVerifyMany is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x69266d78.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function verifyMany(uint32 n, uint256 count, uint256[] places, bytes proof) view returns(bool)
func (groth16Predicate *Groth16Predicate) TryPackVerifyMany(n uint32, count *big.Int, places []*big.Int, proof []byte) ([]byte, error) {
	return groth16Predicate.abi.Pack("verifyMany", n, count, places, proof)
}

// UnpackVerifyMany is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x69266d78.
//
// Solidity: function verifyMany(uint32 n, uint256 count, uint256[] places, bytes proof) view returns(bool)
func (groth16Predicate *Groth16Predicate) UnpackVerifyMany(data []byte) (bool, error) {
	out, err := groth16Predicate.abi.Unpack("verifyMany", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackVerifyingKey is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb7e950b6.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function verifyingKey(uint32 n) view returns(uint256[22])
func (groth16Predicate *Groth16Predicate) PackVerifyingKey(n uint32) []byte {
	enc, err := groth16Predicate.abi.Pack("verifyingKey", n)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackVerifyingKey is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb7e950b6.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function verifyingKey(uint32 n) view returns(uint256[22])
func (groth16Predicate *Groth16Predicate) TryPackVerifyingKey(n uint32) ([]byte, error) {
	return groth16Predicate.abi.Pack("verifyingKey", n)
}

// UnpackVerifyingKey is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb7e950b6.
//
// Solidity: function verifyingKey(uint32 n) view returns(uint256[22])
func (groth16Predicate *Groth16Predicate) UnpackVerifyingKey(data []byte) ([22]*big.Int, error) {
	out, err := groth16Predicate.abi.Unpack("verifyingKey", data)
	if err != nil {
		return *new([22]*big.Int), err
	}
	out0 := *abi.ConvertType(out[0], new([22]*big.Int)).(*[22]*big.Int)
	return out0, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (groth16Predicate *Groth16Predicate) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_BatchSizeUnsupported"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicateBatchSizeUnsupportedError(raw[4:])
	}
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_CountedBeyondPlaces"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicateCountedBeyondPlacesError(raw[4:])
	}
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_DeltaGenerator"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicateDeltaGeneratorError(raw[4:])
	}
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_HashNotInField"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicateHashNotInFieldError(raw[4:])
	}
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_KeyCountUnsupported"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicateKeyCountUnsupportedError(raw[4:])
	}
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_KeyPointInfinite"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicateKeyPointInfiniteError(raw[4:])
	}
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_KeyPointInvalid"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicateKeyPointInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_KeyPointsRelated"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicateKeyPointsRelatedError(raw[4:])
	}
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_PayloadEndsInZero"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicatePayloadEndsInZeroError(raw[4:])
	}
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_PlaceCountUnsupported"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicatePlaceCountUnsupportedError(raw[4:])
	}
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_PlaceEndsInZero"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicatePlaceEndsInZeroError(raw[4:])
	}
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_PlaceLength"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicatePlaceLengthError(raw[4:])
	}
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_PlaceNotInField"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicatePlaceNotInFieldError(raw[4:])
	}
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_PlacesLeftOver"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicatePlacesLeftOverError(raw[4:])
	}
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_ProofInvalid"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicateProofInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_ProofLength"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicateProofLengthError(raw[4:])
	}
	if bytes.Equal(raw[:4], groth16Predicate.abi.Errors["Groth16Predicate_WordNotInField"].ID.Bytes()[:4]) {
		return groth16Predicate.UnpackGroth16PredicateWordNotInFieldError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// Groth16PredicateGroth16PredicateBatchSizeUnsupported represents a Groth16Predicate_BatchSizeUnsupported error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicateBatchSizeUnsupported struct {
	N uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_BatchSizeUnsupported(uint32 n)
func Groth16PredicateGroth16PredicateBatchSizeUnsupportedErrorID() common.Hash {
	return common.HexToHash("0xe6d351a35fede385e5754c64517263f62a1d7dbcc379ed00260ea94152bcc309")
}

// UnpackGroth16PredicateBatchSizeUnsupportedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_BatchSizeUnsupported(uint32 n)
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicateBatchSizeUnsupportedError(raw []byte) (*Groth16PredicateGroth16PredicateBatchSizeUnsupported, error) {
	out := new(Groth16PredicateGroth16PredicateBatchSizeUnsupported)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_BatchSizeUnsupported", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateGroth16PredicateCountedBeyondPlaces represents a Groth16Predicate_CountedBeyondPlaces error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicateCountedBeyondPlaces struct {
	Counted *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_CountedBeyondPlaces(uint256 counted)
func Groth16PredicateGroth16PredicateCountedBeyondPlacesErrorID() common.Hash {
	return common.HexToHash("0x451a5390fece92690c7dd00eacc699de8421bef22eca9188fbeb5ae9650cb99e")
}

// UnpackGroth16PredicateCountedBeyondPlacesError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_CountedBeyondPlaces(uint256 counted)
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicateCountedBeyondPlacesError(raw []byte) (*Groth16PredicateGroth16PredicateCountedBeyondPlaces, error) {
	out := new(Groth16PredicateGroth16PredicateCountedBeyondPlaces)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_CountedBeyondPlaces", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateGroth16PredicateDeltaGenerator represents a Groth16Predicate_DeltaGenerator error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicateDeltaGenerator struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_DeltaGenerator()
func Groth16PredicateGroth16PredicateDeltaGeneratorErrorID() common.Hash {
	return common.HexToHash("0x5e5b5d11a168037863d9488fcbf3ba6cf24f541e23e6f73c8a51bc94375effbe")
}

// UnpackGroth16PredicateDeltaGeneratorError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_DeltaGenerator()
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicateDeltaGeneratorError(raw []byte) (*Groth16PredicateGroth16PredicateDeltaGenerator, error) {
	out := new(Groth16PredicateGroth16PredicateDeltaGenerator)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_DeltaGenerator", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateGroth16PredicateHashNotInField represents a Groth16Predicate_HashNotInField error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicateHashNotInField struct {
	H *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_HashNotInField(uint256 h)
func Groth16PredicateGroth16PredicateHashNotInFieldErrorID() common.Hash {
	return common.HexToHash("0x204c60b351a1f6915acd27e24c9d66eb36e1d198edbb13b75caa6f03c0e4ed84")
}

// UnpackGroth16PredicateHashNotInFieldError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_HashNotInField(uint256 h)
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicateHashNotInFieldError(raw []byte) (*Groth16PredicateGroth16PredicateHashNotInField, error) {
	out := new(Groth16PredicateGroth16PredicateHashNotInField)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_HashNotInField", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateGroth16PredicateKeyCountUnsupported represents a Groth16Predicate_KeyCountUnsupported error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicateKeyCountUnsupported struct {
	Count *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_KeyCountUnsupported(uint256 count)
func Groth16PredicateGroth16PredicateKeyCountUnsupportedErrorID() common.Hash {
	return common.HexToHash("0x63f4c067b62f77086e7082c3b52d4debcc13ee2fcfc98d81f7ef88938cd4f1ec")
}

// UnpackGroth16PredicateKeyCountUnsupportedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_KeyCountUnsupported(uint256 count)
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicateKeyCountUnsupportedError(raw []byte) (*Groth16PredicateGroth16PredicateKeyCountUnsupported, error) {
	out := new(Groth16PredicateGroth16PredicateKeyCountUnsupported)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_KeyCountUnsupported", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateGroth16PredicateKeyPointInfinite represents a Groth16Predicate_KeyPointInfinite error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicateKeyPointInfinite struct {
	Index *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_KeyPointInfinite(uint256 index)
func Groth16PredicateGroth16PredicateKeyPointInfiniteErrorID() common.Hash {
	return common.HexToHash("0x3fbc1ed88b1c8481c32caa51df48e6ac068032d899a7c349d6391e1d2cbfb1ee")
}

// UnpackGroth16PredicateKeyPointInfiniteError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_KeyPointInfinite(uint256 index)
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicateKeyPointInfiniteError(raw []byte) (*Groth16PredicateGroth16PredicateKeyPointInfinite, error) {
	out := new(Groth16PredicateGroth16PredicateKeyPointInfinite)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_KeyPointInfinite", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateGroth16PredicateKeyPointInvalid represents a Groth16Predicate_KeyPointInvalid error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicateKeyPointInvalid struct {
	Index *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_KeyPointInvalid(uint256 index)
func Groth16PredicateGroth16PredicateKeyPointInvalidErrorID() common.Hash {
	return common.HexToHash("0x2b29afd6433df9b1773b7995ffaeff76416d034313b3d3d5901a674b4ba1deaa")
}

// UnpackGroth16PredicateKeyPointInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_KeyPointInvalid(uint256 index)
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicateKeyPointInvalidError(raw []byte) (*Groth16PredicateGroth16PredicateKeyPointInvalid, error) {
	out := new(Groth16PredicateGroth16PredicateKeyPointInvalid)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_KeyPointInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateGroth16PredicateKeyPointsRelated represents a Groth16Predicate_KeyPointsRelated error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicateKeyPointsRelated struct {
	Index *big.Int
	Other *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_KeyPointsRelated(uint256 index, uint256 other)
func Groth16PredicateGroth16PredicateKeyPointsRelatedErrorID() common.Hash {
	return common.HexToHash("0x3297a0947a627d46e5b5f2637eaafa09856fe66a02e89c046c8d74f47a4069fb")
}

// UnpackGroth16PredicateKeyPointsRelatedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_KeyPointsRelated(uint256 index, uint256 other)
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicateKeyPointsRelatedError(raw []byte) (*Groth16PredicateGroth16PredicateKeyPointsRelated, error) {
	out := new(Groth16PredicateGroth16PredicateKeyPointsRelated)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_KeyPointsRelated", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateGroth16PredicatePayloadEndsInZero represents a Groth16Predicate_PayloadEndsInZero error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicatePayloadEndsInZero struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_PayloadEndsInZero()
func Groth16PredicateGroth16PredicatePayloadEndsInZeroErrorID() common.Hash {
	return common.HexToHash("0x858b142fd16fe5f8ce3604d964106679c203345131b7791f22f684248a44de5e")
}

// UnpackGroth16PredicatePayloadEndsInZeroError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_PayloadEndsInZero()
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicatePayloadEndsInZeroError(raw []byte) (*Groth16PredicateGroth16PredicatePayloadEndsInZero, error) {
	out := new(Groth16PredicateGroth16PredicatePayloadEndsInZero)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_PayloadEndsInZero", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateGroth16PredicatePlaceCountUnsupported represents a Groth16Predicate_PlaceCountUnsupported error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicatePlaceCountUnsupported struct {
	Count *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_PlaceCountUnsupported(uint256 count)
func Groth16PredicateGroth16PredicatePlaceCountUnsupportedErrorID() common.Hash {
	return common.HexToHash("0x7c64e0c9dd63093c076c779195e49666d1554e2a5063947eda445644dbcf1470")
}

// UnpackGroth16PredicatePlaceCountUnsupportedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_PlaceCountUnsupported(uint256 count)
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicatePlaceCountUnsupportedError(raw []byte) (*Groth16PredicateGroth16PredicatePlaceCountUnsupported, error) {
	out := new(Groth16PredicateGroth16PredicatePlaceCountUnsupported)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_PlaceCountUnsupported", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateGroth16PredicatePlaceEndsInZero represents a Groth16Predicate_PlaceEndsInZero error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicatePlaceEndsInZero struct {
	Place *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_PlaceEndsInZero(uint256 place)
func Groth16PredicateGroth16PredicatePlaceEndsInZeroErrorID() common.Hash {
	return common.HexToHash("0x31314d4192901dc8e0b4ea91dc7bae0603b965e5e81157572862aeedf7e6f0e7")
}

// UnpackGroth16PredicatePlaceEndsInZeroError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_PlaceEndsInZero(uint256 place)
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicatePlaceEndsInZeroError(raw []byte) (*Groth16PredicateGroth16PredicatePlaceEndsInZero, error) {
	out := new(Groth16PredicateGroth16PredicatePlaceEndsInZero)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_PlaceEndsInZero", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateGroth16PredicatePlaceLength represents a Groth16Predicate_PlaceLength error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicatePlaceLength struct {
	Place *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_PlaceLength(uint256 place)
func Groth16PredicateGroth16PredicatePlaceLengthErrorID() common.Hash {
	return common.HexToHash("0x9f6d300089f9c4fc17f832b54f7f58bcc67c320f97136e9b5522925f16702f83")
}

// UnpackGroth16PredicatePlaceLengthError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_PlaceLength(uint256 place)
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicatePlaceLengthError(raw []byte) (*Groth16PredicateGroth16PredicatePlaceLength, error) {
	out := new(Groth16PredicateGroth16PredicatePlaceLength)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_PlaceLength", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateGroth16PredicatePlaceNotInField represents a Groth16Predicate_PlaceNotInField error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicatePlaceNotInField struct {
	Place *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_PlaceNotInField(uint256 place)
func Groth16PredicateGroth16PredicatePlaceNotInFieldErrorID() common.Hash {
	return common.HexToHash("0x66af7cbdc39cb93b182836f767ed82749fe499e28e25d6eb8bf6c82b9837bf6a")
}

// UnpackGroth16PredicatePlaceNotInFieldError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_PlaceNotInField(uint256 place)
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicatePlaceNotInFieldError(raw []byte) (*Groth16PredicateGroth16PredicatePlaceNotInField, error) {
	out := new(Groth16PredicateGroth16PredicatePlaceNotInField)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_PlaceNotInField", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateGroth16PredicatePlacesLeftOver represents a Groth16Predicate_PlacesLeftOver error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicatePlacesLeftOver struct {
	Words *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_PlacesLeftOver(uint256 words)
func Groth16PredicateGroth16PredicatePlacesLeftOverErrorID() common.Hash {
	return common.HexToHash("0x90fb73815eae2dfdc7c550194c3e04dd7a6ae34f049cd178bf57a300726aaea3")
}

// UnpackGroth16PredicatePlacesLeftOverError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_PlacesLeftOver(uint256 words)
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicatePlacesLeftOverError(raw []byte) (*Groth16PredicateGroth16PredicatePlacesLeftOver, error) {
	out := new(Groth16PredicateGroth16PredicatePlacesLeftOver)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_PlacesLeftOver", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateGroth16PredicateProofInvalid represents a Groth16Predicate_ProofInvalid error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicateProofInvalid struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_ProofInvalid()
func Groth16PredicateGroth16PredicateProofInvalidErrorID() common.Hash {
	return common.HexToHash("0x05da8da94ebe15d06de678f0d48e71df4d91c19bf0b75160ac8423331a859f7c")
}

// UnpackGroth16PredicateProofInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_ProofInvalid()
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicateProofInvalidError(raw []byte) (*Groth16PredicateGroth16PredicateProofInvalid, error) {
	out := new(Groth16PredicateGroth16PredicateProofInvalid)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_ProofInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateGroth16PredicateProofLength represents a Groth16Predicate_ProofLength error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicateProofLength struct {
	Length *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_ProofLength(uint256 length)
func Groth16PredicateGroth16PredicateProofLengthErrorID() common.Hash {
	return common.HexToHash("0xcebadbb3a17575da1bd4492ca2041910a10a27311dce788d1f1a6e138702026e")
}

// UnpackGroth16PredicateProofLengthError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_ProofLength(uint256 length)
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicateProofLengthError(raw []byte) (*Groth16PredicateGroth16PredicateProofLength, error) {
	out := new(Groth16PredicateGroth16PredicateProofLength)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_ProofLength", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// Groth16PredicateGroth16PredicateWordNotInField represents a Groth16Predicate_WordNotInField error raised by the Groth16Predicate contract.
type Groth16PredicateGroth16PredicateWordNotInField struct {
	Index *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Groth16Predicate_WordNotInField(uint256 index)
func Groth16PredicateGroth16PredicateWordNotInFieldErrorID() common.Hash {
	return common.HexToHash("0xfd4ad04509361665fc45f610c1acd13ec03a121cdce965a5126f725eb77eaad3")
}

// UnpackGroth16PredicateWordNotInFieldError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Groth16Predicate_WordNotInField(uint256 index)
func (groth16Predicate *Groth16Predicate) UnpackGroth16PredicateWordNotInFieldError(raw []byte) (*Groth16PredicateGroth16PredicateWordNotInField, error) {
	out := new(Groth16PredicateGroth16PredicateWordNotInField)
	if err := groth16Predicate.abi.UnpackIntoInterface(out, "Groth16Predicate_WordNotInField", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LensMetaData contains all meta data concerning the Lens contract.
var LensMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"contractIForwardEscrow\",\"name\":\"escrow\",\"type\":\"address\"},{\"components\":[{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"}],\"internalType\":\"structForward\",\"name\":\"forward\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"recipient\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"uint64\",\"name\":\"from\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"to\",\"type\":\"uint64\"},{\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"}],\"internalType\":\"structStep\",\"name\":\"step\",\"type\":\"tuple\"},{\"internalType\":\"uint256\",\"name\":\"commitment\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"beacon\",\"type\":\"uint256\"},{\"internalType\":\"uint256[]\",\"name\":\"payload\",\"type\":\"uint256[]\"},{\"internalType\":\"uint256\",\"name\":\"h\",\"type\":\"uint256\"}],\"internalType\":\"structDelivery[]\",\"name\":\"deliveries\",\"type\":\"tuple[]\"},{\"internalType\":\"bytes[]\",\"name\":\"proofs\",\"type\":\"bytes[]\"}],\"name\":\"refusalsOf\",\"outputs\":[{\"internalType\":\"bytes[]\",\"name\":\"refusals\",\"type\":\"bytes[]\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"contractIForwardEscrow\",\"name\":\"escrow\",\"type\":\"address\"},{\"components\":[{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"}],\"internalType\":\"structForward\",\"name\":\"forward\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"recipient\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"uint64\",\"name\":\"from\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"to\",\"type\":\"uint64\"},{\"internalType\":\"uint96\",\"name\":\"amount\",\"type\":\"uint96\"}],\"internalType\":\"structStep\",\"name\":\"step\",\"type\":\"tuple\"},{\"internalType\":\"uint256\",\"name\":\"commitment\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"beacon\",\"type\":\"uint256\"},{\"internalType\":\"uint256[]\",\"name\":\"payload\",\"type\":\"uint256[]\"},{\"internalType\":\"uint256\",\"name\":\"h\",\"type\":\"uint256\"}],\"internalType\":\"structDelivery\",\"name\":\"delivery\",\"type\":\"tuple\"},{\"internalType\":\"bytes\",\"name\":\"proof\",\"type\":\"bytes\"}],\"name\":\"settleAndUndo\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"contractIForwardEscrow\",\"name\":\"escrow\",\"type\":\"address\"},{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"}],\"internalType\":\"structForward[]\",\"name\":\"forwards\",\"type\":\"tuple[]\"}],\"name\":\"sightsOf\",\"outputs\":[{\"components\":[{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"},{\"internalType\":\"enumStatus\",\"name\":\"status\",\"type\":\"uint8\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"uint88\",\"name\":\"delivered\",\"type\":\"uint88\"},{\"internalType\":\"enumEnd\",\"name\":\"end\",\"type\":\"uint8\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"cursor\",\"type\":\"uint64\"}],\"internalType\":\"structState\",\"name\":\"state\",\"type\":\"tuple\"},{\"internalType\":\"uint256\",\"name\":\"commitment\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"beacon\",\"type\":\"uint256\"}],\"internalType\":\"structLens.Sight[]\",\"name\":\"sights\",\"type\":\"tuple[]\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"contractIForwardEscrow\",\"name\":\"escrow\",\"type\":\"address\"},{\"internalType\":\"ForwardId[]\",\"name\":\"ids\",\"type\":\"bytes32[]\"}],\"name\":\"statesOf\",\"outputs\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"uint88\",\"name\":\"delivered\",\"type\":\"uint88\"},{\"internalType\":\"enumEnd\",\"name\":\"end\",\"type\":\"uint8\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"cursor\",\"type\":\"uint64\"}],\"internalType\":\"structState[]\",\"name\":\"states\",\"type\":\"tuple[]\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"Lens_GasTooLow\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"deliveries\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"proofs\",\"type\":\"uint256\"}],\"name\":\"Lens_LengthsDiffer\",\"type\":\"error\"}]",
	ID:  "8339d144c7fd4c9d5bef1c7e9292ed6c06",
	Bin: "0x608080604052346015576112b6908161001a8239f35b5f80fdfe60806040526004361015610011575f80fd5b5f3560e01c80636fef4424146107d2578063a07f718514610638578063b7f194a21461049a5763d7981b8914610045575f80fd5b346103315760606003193601126103315761005e610c51565b60243567ffffffffffffffff81116103315761007e903690600401610cef565b60449291923567ffffffffffffffff8111610331576100a1903690600401610cef565b9384830361046a576100b4839493610db1565b946100c26040519687610d8e565b848652601f196100d186610db1565b015f5b8181106104575750505f937ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffcc1833603019373ffffffffffffffffffffffffffffffffffffffff7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe1823603019216955b878110156103d4575a818903908982116103a757600182018092116103a757811561037a5704620f42408110610278578160051b90818701359188831215610331578684101561034d57840135858112156103315784019081359167ffffffffffffffff83116103315760200190823603821361033157303b1561033157610212935f8c6102248c958397604051998a98899788967fa07f71850000000000000000000000000000000000000000000000000000000088526004880152606060248801526064870191016110fb565b9160031985840301604486015261124b565b03923090f1908161033d575b506103355761023d611287565b906060915f908051806102a9575b505015806102a0575b61027857600191610265828c610df3565b52610270818b610df3565b505b01610143565b7fd273b13e000000000000000000000000000000000000000000000000000000005f5260045ffd5b50815115610254565b915080935001604083602083019203126103315760208301519283151584036103315760408101519067ffffffffffffffff8211610331570181603f82011215610331576020810151906102fc8261126b565b9261030a6040519485610d8e565b8284526040828401011161033157815f926040602093018386015e83010152915f8061024b565b5f80fd5b600190610272565b5f61034791610d8e565b5f610230565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601260045260245ffd5b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b886040518091602082016020835281518091526040830190602060408260051b8601019301915f905b82821061040c57505050500390f35b91936020610447827fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc060019597998495030186528851610d20565b96019201920185949391926103fd565b60606020828a01810191909152016100d4565b84837f3aefb011000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b34610331576040600319360112610331576104b3610c51565b60243567ffffffffffffffff8111610331576104d3903690600401610cef565b90916104de82610db1565b926104ec6040519485610d8e565b828452601f196104fb84610db1565b015f5b81811061061b57505073ffffffffffffffffffffffffffffffffffffffff5f9216915b838110156105cb57604051907f64482ac40000000000000000000000000000000000000000000000000000000082528060051b830135600483015260a082602481875afa80156105c0576001925f91610592575b506105808288610df3565b5261058b8187610df3565b5001610521565b6105b3915060a03d81116105b9575b6105ab8183610d8e565b810190611077565b87610575565b503d6105a1565b6040513d5f823e3d90fd5b846040518091602082016020835281518091526020604084019201905f5b8181106105f7575050500390f35b91935091602060a08261060d6001948851610c74565b0194019101918493926105e9565b602090610629959495610dc9565b828289010152019392936104fe565b3461033157606060031936011261033157610651610c51565b60243567ffffffffffffffff8111610331576103406003198236030112610331576044359167ffffffffffffffff831161033157366023840112156103315782600401359167ffffffffffffffff8311610331573660248486010111610331576020916107175f73ffffffffffffffffffffffffffffffffffffffff602494610729606099604051998a98899788957f495ded760000000000000000000000000000000000000000000000000000000087526040600488015260448701906004016110fb565b9260031986850301828701520161124b565b0393165af190816107a3575b5061077b5750610765610773610749611287565b6040519283915f60208401526040808401526060830190610d20565b03601f198101835282610d8e565b602081519101fd5b60405190600160208301526040808301525f81830152815261079e608082610d8e565b610773565b6020813d6020116107ca575b816107bc60209383610d8e565b810103126103315751610735565b3d91506107af565b34610331576040600319360112610331576107eb610c51565b6024359067ffffffffffffffff821161033157366023830112156103315781600401359067ffffffffffffffff82116103315760248301926024369161024085020101116103315761083c82610db1565b9261084a6040519485610d8e565b828452601f1961085984610db1565b015f5b818110610c155750509073ffffffffffffffffffffffffffffffffffffffff5f9116905b838110610937578460405160208101916020825280518093526020604083019101925f5b8181106108b15783830384f35b9091845180518252602081015190600982101561090a57826080610120926020948560019701526108ea60408201516040850190610c74565b606081015160e084015201516101008201520195019101939190936108a4565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52602160045260245ffd5b6109418186610df3565b519061094e818686610e07565b610982604051917fa27c9b6f0000000000000000000000000000000000000000000000000000000083526004830190610e84565b60208161024481875afa9081156105c0575f91610be4575b5082526109a8818686610e07565b6109dc604051917fe943ceac0000000000000000000000000000000000000000000000000000000083526004830190610e84565b60208161024481875afa9081156105c0575f91610baa575b50600981101561090a5760208301528151604051907f64482ac4000000000000000000000000000000000000000000000000000000008252600482015260a081602481875afa9081156105c0575f91610b8c575b5060408301526040517fc7abf755000000000000000000000000000000000000000000000000000000008152602081600481875afa9081156105c0575f91610b3d575b50604073ffffffffffffffffffffffffffffffffffffffff9160448551835194859384927fd6dbf75b0000000000000000000000000000000000000000000000000000000084528a60048501526024840152165afa80156105c0575f915f91610b03575b508360609160806001960152015201610880565b9150506040813d8211610b35575b81610b1e60409383610d8e565b810103126103315780516020909101516001610aef565b3d9150610b11565b90506020813d8211610b84575b81610b5760209383610d8e565b81010312610331575173ffffffffffffffffffffffffffffffffffffffff81168103610331576040610a8b565b3d9150610b4a565b610ba4915060a03d81116105b9576105ab8183610d8e565b87610a48565b90506020813d8211610bdc575b81610bc460209383610d8e565b810103126103315751600981101561033157876109f4565b3d9150610bb7565b90506020813d8211610c0d575b81610bfe60209383610d8e565b8101031261033157518761099a565b3d9150610bf1565b602090604051610c2481610d45565b5f81525f83820152610c34610dc9565b60408201525f60608201525f60808201528282890101520161085c565b6004359073ffffffffffffffffffffffffffffffffffffffff8216820361033157565b73ffffffffffffffffffffffffffffffffffffffff81511682526affffffffffffffffffffff6020820151166020830152604081015190600382101561090a57608067ffffffffffffffff918193604086015273ffffffffffffffffffffffffffffffffffffffff6060820151166060860152015116910152565b9181601f840112156103315782359167ffffffffffffffff8311610331576020808501948460051b01011161033157565b90601f19601f602080948051918291828752018686015e5f8582860101520116010190565b60a0810190811067ffffffffffffffff821117610d6157604052565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b90601f601f19910116810190811067ffffffffffffffff821117610d6157604052565b67ffffffffffffffff8111610d615760051b60200190565b60405190610dd682610d45565b5f6080838281528260208201528260408201528260608201520152565b805182101561034d5760209160051b010190565b919081101561034d57610240020190565b359073ffffffffffffffffffffffffffffffffffffffff8216820361033157565b35906fffffffffffffffffffffffffffffffff8216820361033157565b35906bffffffffffffffffffffffff8216820361033157565b359067ffffffffffffffff8216820361033157565b610220809173ffffffffffffffffffffffffffffffffffffffff610ea782610e18565b168452602081013560208501526040810135604085015273ffffffffffffffffffffffffffffffffffffffff610edf60608301610e18565b1660608501526fffffffffffffffffffffffffffffffff610f0260808301610e39565b1660808501526bffffffffffffffffffffffff610f2160a08301610e56565b1660a085015260c081013560c085015267ffffffffffffffff610f4660e08301610e6f565b1660e085015267ffffffffffffffff610f626101008301610e6f565b1661010085015267ffffffffffffffff610f7f6101208301610e6f565b1661012085015267ffffffffffffffff610f9c6101408301610e6f565b166101408501526fffffffffffffffffffffffffffffffff610fc16101608301610e39565b1661016085015273ffffffffffffffffffffffffffffffffffffffff610fea6101808301610e18565b1661018085015267ffffffffffffffff6110076101a08301610e6f565b166101a08501526101c08101356101c08501526101e08101356101e085015273ffffffffffffffffffffffffffffffffffffffff6110486102008301610e18565b166102008501520135910152565b519073ffffffffffffffffffffffffffffffffffffffff8216820361033157565b908160a0910312610331576040519061108f82610d45565b61109881611056565b825260208101516affffffffffffffffffffff8116810361033157602083015260408101519060038210156103315760809160408401526110db60608201611056565b6060840152015167ffffffffffffffff8116810361033157608082015290565b906111068183610e84565b73ffffffffffffffffffffffffffffffffffffffff6111286102408401610e18565b1661024082015267ffffffffffffffff6111456102608401610e6f565b1661026082015267ffffffffffffffff6111626102808401610e6f565b166102808201526bffffffffffffffffffffffff6111836102a08401610e56565b166102a08201526102c08201356102c08201526102e08201356102e08201526103008201357fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe1833603018112156103315782019060208235920167ffffffffffffffff8311610331578260051b928336038213610331577f07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff90610340610300850152806103408501521161033157610360938361032092868501370135610320820152010190565b601f8260209493601f1993818652868601375f8582860101520116010190565b67ffffffffffffffff8111610d6157601f01601f191660200190565b3d156112b1573d906112988261126b565b916112a66040519384610d8e565b82523d5f602084013e565b60609056",
}

// Lens is an auto generated Go binding around an Ethereum contract.
type Lens struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Lens) GetABI() abi.ABI {
	return c.abi
}

// NewLens creates a new instance of Lens.
func NewLens() *Lens {
	parsed, err := LensMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Lens{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Lens) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackRefusalsOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd7981b89.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function refusalsOf(address escrow, (((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32),address,(uint64,uint64,uint96),uint256,uint256,uint256[],uint256)[] deliveries, bytes[] proofs) returns(bytes[] refusals)
func (lens *Lens) PackRefusalsOf(escrow common.Address, deliveries []Delivery, proofs [][]byte) []byte {
	enc, err := lens.abi.Pack("refusalsOf", escrow, deliveries, proofs)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRefusalsOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd7981b89.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function refusalsOf(address escrow, (((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32),address,(uint64,uint64,uint96),uint256,uint256,uint256[],uint256)[] deliveries, bytes[] proofs) returns(bytes[] refusals)
func (lens *Lens) TryPackRefusalsOf(escrow common.Address, deliveries []Delivery, proofs [][]byte) ([]byte, error) {
	return lens.abi.Pack("refusalsOf", escrow, deliveries, proofs)
}

// UnpackRefusalsOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xd7981b89.
//
// Solidity: function refusalsOf(address escrow, (((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32),address,(uint64,uint64,uint96),uint256,uint256,uint256[],uint256)[] deliveries, bytes[] proofs) returns(bytes[] refusals)
func (lens *Lens) UnpackRefusalsOf(data []byte) ([][]byte, error) {
	out, err := lens.abi.Unpack("refusalsOf", data)
	if err != nil {
		return *new([][]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([][]byte)).(*[][]byte)
	return out0, nil
}

// PackSettleAndUndo is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa07f7185.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function settleAndUndo(address escrow, (((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32),address,(uint64,uint64,uint96),uint256,uint256,uint256[],uint256) delivery, bytes proof) returns()
func (lens *Lens) PackSettleAndUndo(escrow common.Address, delivery Delivery, proof []byte) []byte {
	enc, err := lens.abi.Pack("settleAndUndo", escrow, delivery, proof)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSettleAndUndo is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa07f7185.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function settleAndUndo(address escrow, (((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32),address,(uint64,uint64,uint96),uint256,uint256,uint256[],uint256) delivery, bytes proof) returns()
func (lens *Lens) TryPackSettleAndUndo(escrow common.Address, delivery Delivery, proof []byte) ([]byte, error) {
	return lens.abi.Pack("settleAndUndo", escrow, delivery, proof)
}

// PackSightsOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6fef4424.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function sightsOf(address escrow, ((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32)[] forwards) view returns((bytes32,uint8,(address,uint88,uint8,address,uint64),uint256,uint256)[] sights)
func (lens *Lens) PackSightsOf(escrow common.Address, forwards []Forward) []byte {
	enc, err := lens.abi.Pack("sightsOf", escrow, forwards)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSightsOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6fef4424.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function sightsOf(address escrow, ((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32)[] forwards) view returns((bytes32,uint8,(address,uint88,uint8,address,uint64),uint256,uint256)[] sights)
func (lens *Lens) TryPackSightsOf(escrow common.Address, forwards []Forward) ([]byte, error) {
	return lens.abi.Pack("sightsOf", escrow, forwards)
}

// UnpackSightsOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x6fef4424.
//
// Solidity: function sightsOf(address escrow, ((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32)[] forwards) view returns((bytes32,uint8,(address,uint88,uint8,address,uint64),uint256,uint256)[] sights)
func (lens *Lens) UnpackSightsOf(data []byte) ([]LensSight, error) {
	out, err := lens.abi.Unpack("sightsOf", data)
	if err != nil {
		return *new([]LensSight), err
	}
	out0 := *abi.ConvertType(out[0], new([]LensSight)).(*[]LensSight)
	return out0, nil
}

// PackStatesOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb7f194a2.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function statesOf(address escrow, bytes32[] ids) view returns((address,uint88,uint8,address,uint64)[] states)
func (lens *Lens) PackStatesOf(escrow common.Address, ids [][32]byte) []byte {
	enc, err := lens.abi.Pack("statesOf", escrow, ids)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackStatesOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb7f194a2.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function statesOf(address escrow, bytes32[] ids) view returns((address,uint88,uint8,address,uint64)[] states)
func (lens *Lens) TryPackStatesOf(escrow common.Address, ids [][32]byte) ([]byte, error) {
	return lens.abi.Pack("statesOf", escrow, ids)
}

// UnpackStatesOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb7f194a2.
//
// Solidity: function statesOf(address escrow, bytes32[] ids) view returns((address,uint88,uint8,address,uint64)[] states)
func (lens *Lens) UnpackStatesOf(data []byte) ([]State, error) {
	out, err := lens.abi.Unpack("statesOf", data)
	if err != nil {
		return *new([]State), err
	}
	out0 := *abi.ConvertType(out[0], new([]State)).(*[]State)
	return out0, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (lens *Lens) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], lens.abi.Errors["Lens_GasTooLow"].ID.Bytes()[:4]) {
		return lens.UnpackLensGasTooLowError(raw[4:])
	}
	if bytes.Equal(raw[:4], lens.abi.Errors["Lens_LengthsDiffer"].ID.Bytes()[:4]) {
		return lens.UnpackLensLengthsDifferError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// LensLensGasTooLow represents a Lens_GasTooLow error raised by the Lens contract.
type LensLensGasTooLow struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Lens_GasTooLow()
func LensLensGasTooLowErrorID() common.Hash {
	return common.HexToHash("0xd273b13eb64bb418462432733187b12097e8ff376f01ab3ca82f9526f74fe84a")
}

// UnpackLensGasTooLowError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Lens_GasTooLow()
func (lens *Lens) UnpackLensGasTooLowError(raw []byte) (*LensLensGasTooLow, error) {
	out := new(LensLensGasTooLow)
	if err := lens.abi.UnpackIntoInterface(out, "Lens_GasTooLow", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// LensLensLengthsDiffer represents a Lens_LengthsDiffer error raised by the Lens contract.
type LensLensLengthsDiffer struct {
	Deliveries *big.Int
	Proofs     *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Lens_LengthsDiffer(uint256 deliveries, uint256 proofs)
func LensLensLengthsDifferErrorID() common.Hash {
	return common.HexToHash("0x3aefb011623ea54912a671325699dbd4ab7727f75708c1d191f0fe26ac0a0c27")
}

// UnpackLensLengthsDifferError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Lens_LengthsDiffer(uint256 deliveries, uint256 proofs)
func (lens *Lens) UnpackLensLengthsDifferError(raw []byte) (*LensLensLengthsDiffer, error) {
	out := new(LensLensLengthsDiffer)
	if err := lens.abi.UnpackIntoInterface(out, "Lens_LengthsDiffer", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// MockWBTCMetaData contains all meta data concerning the MockWBTC contract.
var MockWBTCMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"}],\"name\":\"allowance\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"approve\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"account\",\"type\":\"address\"}],\"name\":\"balanceOf\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"decimals\",\"outputs\":[{\"internalType\":\"uint8\",\"name\":\"\",\"type\":\"uint8\"}],\"stateMutability\":\"pure\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"amount\",\"type\":\"uint256\"}],\"name\":\"mint\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"name\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"symbol\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"totalSupply\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"transfer\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"from\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"transferFrom\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"owner\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"Approval\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"from\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"to\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"}],\"name\":\"Transfer\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"allowance\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"needed\",\"type\":\"uint256\"}],\"name\":\"ERC20InsufficientAllowance\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"balance\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"needed\",\"type\":\"uint256\"}],\"name\":\"ERC20InsufficientBalance\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"approver\",\"type\":\"address\"}],\"name\":\"ERC20InvalidApprover\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"receiver\",\"type\":\"address\"}],\"name\":\"ERC20InvalidReceiver\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"sender\",\"type\":\"address\"}],\"name\":\"ERC20InvalidSender\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"spender\",\"type\":\"address\"}],\"name\":\"ERC20InvalidSpender\",\"type\":\"error\"}]",
	ID:  "f5c1861c458670ec578463298ffe4fbdfc",
	Bin: "0x60806040523461033d57604080519081016001600160401b03811182821017610245576040908152601482527f4d6f636b205772617070656420426974636f696e000000000000000000000000602083015280519081016001600160401b038111828210176102455760405260048152635742544360e01b602082015281516001600160401b03811161024557600354600181811c91168015610333575b602082101461022757601f81116102c5575b50602092601f821160011461026457928192935f92610259575b50508160011b915f199060031b1c1916176003555b80516001600160401b03811161024557600454600181811c9116801561023b575b602082101461022757601f81116101b9575b50602091601f8211600114610159579181925f9261014e575b50508160011b915f199060031b1c1916176004555b60405161084790816103428239f35b015190505f8061012a565b601f1982169260045f52805f20915f5b8581106101a157508360019510610189575b505050811b0160045561013f565b01515f1960f88460031b161c191690555f808061017b565b91926020600181928685015181550194019201610169565b818111156101115760045f52601f820160051c7f8a35acfbc15ff81a39ae7d344fd709f28e8600b4aa8c65c6b64bfe7fe36bd19b6020841061021f575b81601f9101920160051c03905f5b828110610212575050610111565b5f82820155600101610204565b5f91506101f6565b634e487b7160e01b5f52602260045260245ffd5b90607f16906100ff565b634e487b7160e01b5f52604160045260245ffd5b015190505f806100c9565b601f1982169360035f52805f20915f5b8681106102ad5750836001959610610295575b505050811b016003556100de565b01515f1960f88460031b161c191690555f8080610287565b91926020600181928685015181550194019201610274565b818111156100af5760035f52601f820160051c7fc2575a0e9e593c00f959f8c92f12db2869c3395a3b0502d05e2516446f71f85b6020841061032b575b81601f9101920160051c03905f5b82811061031e5750506100af565b5f82820155600101610310565b5f9150610302565b90607f169061009d565b5f80fdfe6080806040526004361015610012575f80fd5b5f3560e01c90816306fdde031461060a57508063095ea7b31461057b57806318160ddd1461055e57806323b872dd146103e8578063313ce567146103cd57806340c10f19146102ec57806370a08231146102a857806395d89b411461012d578063a9059cbb146100fc5763dd62ed3e1461008a575f80fd5b346100f85760406003193601126100f8576100a361070b565b73ffffffffffffffffffffffffffffffffffffffff6100c061072e565b91165f52600160205273ffffffffffffffffffffffffffffffffffffffff60405f2091165f52602052602060405f2054604051908152f35b5f80fd5b346100f85760406003193601126100f85761012261011861070b565b6024359033610751565b602060405160018152f35b346100f8575f6003193601126100f8576040515f600454908160011c6001831692831561029e575b60208210841461027157818552849390811561022f57506001146101d3575b5003601f01601f191681019067ffffffffffffffff8211818310176101a6576101a2829182604052826106e1565b0390f35b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b60045f90815291507f8a35acfbc15ff81a39ae7d344fd709f28e8600b4aa8c65c6b64bfe7fe36bd19b5b8183106102135750508101602001601f19610174565b60209193508060019154838588010152019101909183926101fd565b7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff001660208581019190915291151560051b84019091019150601f199050610174565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52602260045260245ffd5b90607f1690610155565b346100f85760206003193601126100f85773ffffffffffffffffffffffffffffffffffffffff6102d661070b565b165f525f602052602060405f2054604051908152f35b346100f85760406003193601126100f85761030561070b565b73ffffffffffffffffffffffffffffffffffffffff1660243581156103a157600254908082018092116103745760207fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef915f9360025584845283825260408420818154019055604051908152a3005b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b7fec442f05000000000000000000000000000000000000000000000000000000005f525f60045260245ffd5b346100f8575f6003193601126100f857602060405160088152f35b346100f85760606003193601126100f85761040161070b565b61040961072e565b6044359073ffffffffffffffffffffffffffffffffffffffff831692835f52600160205260405f2073ffffffffffffffffffffffffffffffffffffffff33165f5260205260405f20547fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8110610485575b506101229350610751565b83811061052a5784156104fe5733156104d257610122945f52600160205260405f2073ffffffffffffffffffffffffffffffffffffffff33165f526020528360405f20910390558461047a565b7f94280d62000000000000000000000000000000000000000000000000000000005f525f60045260245ffd5b7fe602df05000000000000000000000000000000000000000000000000000000005f525f60045260245ffd5b83907ffb8f41b2000000000000000000000000000000000000000000000000000000005f523360045260245260445260645ffd5b346100f8575f6003193601126100f8576020600254604051908152f35b346100f85760406003193601126100f85761059461070b565b6024359033156104fe5773ffffffffffffffffffffffffffffffffffffffff169081156104d257335f52600160205260405f20825f526020528060405f20556040519081527f8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b92560203392a3602060405160018152f35b346100f8575f6003193601126100f8575f600354908160011c600183169283156106d7575b60208210841461027157818552849390811561022f575060011461067b575003601f01601f191681019067ffffffffffffffff8211818310176101a6576101a2829182604052826106e1565b60035f90815291507fc2575a0e9e593c00f959f8c92f12db2869c3395a3b0502d05e2516446f71f85b5b8183106106bb5750508101602001601f19610174565b60209193508060019154838588010152019101909183926106a5565b90607f169061062f565b601f19601f602060409481855280519182918282880152018686015e5f8582860101520116010190565b6004359073ffffffffffffffffffffffffffffffffffffffff821682036100f857565b6024359073ffffffffffffffffffffffffffffffffffffffff821682036100f857565b73ffffffffffffffffffffffffffffffffffffffff1690811561081b5773ffffffffffffffffffffffffffffffffffffffff169182156103a157815f525f60205260405f20548181106107e957817fddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef92602092855f525f84520360405f2055845f525f825260405f20818154019055604051908152a3565b827fe450d38c000000000000000000000000000000000000000000000000000000005f5260045260245260445260645ffd5b7f96c6fd1e000000000000000000000000000000000000000000000000000000005f525f60045260245ffd",
}

// MockWBTC is an auto generated Go binding around an Ethereum contract.
type MockWBTC struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *MockWBTC) GetABI() abi.ABI {
	return c.abi
}

// NewMockWBTC creates a new instance of MockWBTC.
func NewMockWBTC() *MockWBTC {
	parsed, err := MockWBTCMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &MockWBTC{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *MockWBTC) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackAllowance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdd62ed3e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function allowance(address owner, address spender) view returns(uint256)
func (mockWBTC *MockWBTC) PackAllowance(owner common.Address, spender common.Address) []byte {
	enc, err := mockWBTC.abi.Pack("allowance", owner, spender)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAllowance is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xdd62ed3e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function allowance(address owner, address spender) view returns(uint256)
func (mockWBTC *MockWBTC) TryPackAllowance(owner common.Address, spender common.Address) ([]byte, error) {
	return mockWBTC.abi.Pack("allowance", owner, spender)
}

// UnpackAllowance is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xdd62ed3e.
//
// Solidity: function allowance(address owner, address spender) view returns(uint256)
func (mockWBTC *MockWBTC) UnpackAllowance(data []byte) (*big.Int, error) {
	out, err := mockWBTC.abi.Unpack("allowance", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackApprove is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x095ea7b3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function approve(address spender, uint256 value) returns(bool)
func (mockWBTC *MockWBTC) PackApprove(spender common.Address, value *big.Int) []byte {
	enc, err := mockWBTC.abi.Pack("approve", spender, value)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackApprove is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x095ea7b3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function approve(address spender, uint256 value) returns(bool)
func (mockWBTC *MockWBTC) TryPackApprove(spender common.Address, value *big.Int) ([]byte, error) {
	return mockWBTC.abi.Pack("approve", spender, value)
}

// UnpackApprove is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x095ea7b3.
//
// Solidity: function approve(address spender, uint256 value) returns(bool)
func (mockWBTC *MockWBTC) UnpackApprove(data []byte) (bool, error) {
	out, err := mockWBTC.abi.Unpack("approve", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackBalanceOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x70a08231.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function balanceOf(address account) view returns(uint256)
func (mockWBTC *MockWBTC) PackBalanceOf(account common.Address) []byte {
	enc, err := mockWBTC.abi.Pack("balanceOf", account)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBalanceOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x70a08231.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function balanceOf(address account) view returns(uint256)
func (mockWBTC *MockWBTC) TryPackBalanceOf(account common.Address) ([]byte, error) {
	return mockWBTC.abi.Pack("balanceOf", account)
}

// UnpackBalanceOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x70a08231.
//
// Solidity: function balanceOf(address account) view returns(uint256)
func (mockWBTC *MockWBTC) UnpackBalanceOf(data []byte) (*big.Int, error) {
	out, err := mockWBTC.abi.Unpack("balanceOf", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackDecimals is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x313ce567.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function decimals() pure returns(uint8)
func (mockWBTC *MockWBTC) PackDecimals() []byte {
	enc, err := mockWBTC.abi.Pack("decimals")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDecimals is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x313ce567.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function decimals() pure returns(uint8)
func (mockWBTC *MockWBTC) TryPackDecimals() ([]byte, error) {
	return mockWBTC.abi.Pack("decimals")
}

// UnpackDecimals is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x313ce567.
//
// Solidity: function decimals() pure returns(uint8)
func (mockWBTC *MockWBTC) UnpackDecimals(data []byte) (uint8, error) {
	out, err := mockWBTC.abi.Unpack("decimals", data)
	if err != nil {
		return *new(uint8), err
	}
	out0 := *abi.ConvertType(out[0], new(uint8)).(*uint8)
	return out0, nil
}

// PackMint is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x40c10f19.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function mint(address to, uint256 amount) returns()
func (mockWBTC *MockWBTC) PackMint(to common.Address, amount *big.Int) []byte {
	enc, err := mockWBTC.abi.Pack("mint", to, amount)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackMint is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x40c10f19.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function mint(address to, uint256 amount) returns()
func (mockWBTC *MockWBTC) TryPackMint(to common.Address, amount *big.Int) ([]byte, error) {
	return mockWBTC.abi.Pack("mint", to, amount)
}

// PackName is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x06fdde03.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function name() view returns(string)
func (mockWBTC *MockWBTC) PackName() []byte {
	enc, err := mockWBTC.abi.Pack("name")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackName is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x06fdde03.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function name() view returns(string)
func (mockWBTC *MockWBTC) TryPackName() ([]byte, error) {
	return mockWBTC.abi.Pack("name")
}

// UnpackName is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x06fdde03.
//
// Solidity: function name() view returns(string)
func (mockWBTC *MockWBTC) UnpackName(data []byte) (string, error) {
	out, err := mockWBTC.abi.Unpack("name", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// PackSymbol is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x95d89b41.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function symbol() view returns(string)
func (mockWBTC *MockWBTC) PackSymbol() []byte {
	enc, err := mockWBTC.abi.Pack("symbol")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSymbol is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x95d89b41.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function symbol() view returns(string)
func (mockWBTC *MockWBTC) TryPackSymbol() ([]byte, error) {
	return mockWBTC.abi.Pack("symbol")
}

// UnpackSymbol is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x95d89b41.
//
// Solidity: function symbol() view returns(string)
func (mockWBTC *MockWBTC) UnpackSymbol(data []byte) (string, error) {
	out, err := mockWBTC.abi.Unpack("symbol", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// PackTotalSupply is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x18160ddd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function totalSupply() view returns(uint256)
func (mockWBTC *MockWBTC) PackTotalSupply() []byte {
	enc, err := mockWBTC.abi.Pack("totalSupply")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTotalSupply is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x18160ddd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function totalSupply() view returns(uint256)
func (mockWBTC *MockWBTC) TryPackTotalSupply() ([]byte, error) {
	return mockWBTC.abi.Pack("totalSupply")
}

// UnpackTotalSupply is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x18160ddd.
//
// Solidity: function totalSupply() view returns(uint256)
func (mockWBTC *MockWBTC) UnpackTotalSupply(data []byte) (*big.Int, error) {
	out, err := mockWBTC.abi.Unpack("totalSupply", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa9059cbb.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transfer(address to, uint256 value) returns(bool)
func (mockWBTC *MockWBTC) PackTransfer(to common.Address, value *big.Int) []byte {
	enc, err := mockWBTC.abi.Pack("transfer", to, value)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransfer is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa9059cbb.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transfer(address to, uint256 value) returns(bool)
func (mockWBTC *MockWBTC) TryPackTransfer(to common.Address, value *big.Int) ([]byte, error) {
	return mockWBTC.abi.Pack("transfer", to, value)
}

// UnpackTransfer is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xa9059cbb.
//
// Solidity: function transfer(address to, uint256 value) returns(bool)
func (mockWBTC *MockWBTC) UnpackTransfer(data []byte) (bool, error) {
	out, err := mockWBTC.abi.Unpack("transfer", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackTransferFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x23b872dd.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function transferFrom(address from, address to, uint256 value) returns(bool)
func (mockWBTC *MockWBTC) PackTransferFrom(from common.Address, to common.Address, value *big.Int) []byte {
	enc, err := mockWBTC.abi.Pack("transferFrom", from, to, value)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTransferFrom is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x23b872dd.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function transferFrom(address from, address to, uint256 value) returns(bool)
func (mockWBTC *MockWBTC) TryPackTransferFrom(from common.Address, to common.Address, value *big.Int) ([]byte, error) {
	return mockWBTC.abi.Pack("transferFrom", from, to, value)
}

// UnpackTransferFrom is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x23b872dd.
//
// Solidity: function transferFrom(address from, address to, uint256 value) returns(bool)
func (mockWBTC *MockWBTC) UnpackTransferFrom(data []byte) (bool, error) {
	out, err := mockWBTC.abi.Unpack("transferFrom", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// MockWBTCApproval represents a Approval event raised by the MockWBTC contract.
type MockWBTCApproval struct {
	Owner   common.Address
	Spender common.Address
	Value   *big.Int
	Raw     *types.Log // Blockchain specific contextual infos
}

const MockWBTCApprovalEventName = "Approval"

// ContractEventName returns the user-defined event name.
func (MockWBTCApproval) ContractEventName() string {
	return MockWBTCApprovalEventName
}

// UnpackApprovalEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Approval(address indexed owner, address indexed spender, uint256 value)
func (mockWBTC *MockWBTC) UnpackApprovalEvent(log *types.Log) (*MockWBTCApproval, error) {
	event := "Approval"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != mockWBTC.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(MockWBTCApproval)
	if len(log.Data) > 0 {
		if err := mockWBTC.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range mockWBTC.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// MockWBTCTransfer represents a Transfer event raised by the MockWBTC contract.
type MockWBTCTransfer struct {
	From  common.Address
	To    common.Address
	Value *big.Int
	Raw   *types.Log // Blockchain specific contextual infos
}

const MockWBTCTransferEventName = "Transfer"

// ContractEventName returns the user-defined event name.
func (MockWBTCTransfer) ContractEventName() string {
	return MockWBTCTransferEventName
}

// UnpackTransferEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Transfer(address indexed from, address indexed to, uint256 value)
func (mockWBTC *MockWBTC) UnpackTransferEvent(log *types.Log) (*MockWBTCTransfer, error) {
	event := "Transfer"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != mockWBTC.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(MockWBTCTransfer)
	if len(log.Data) > 0 {
		if err := mockWBTC.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range mockWBTC.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (mockWBTC *MockWBTC) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], mockWBTC.abi.Errors["ERC20InsufficientAllowance"].ID.Bytes()[:4]) {
		return mockWBTC.UnpackERC20InsufficientAllowanceError(raw[4:])
	}
	if bytes.Equal(raw[:4], mockWBTC.abi.Errors["ERC20InsufficientBalance"].ID.Bytes()[:4]) {
		return mockWBTC.UnpackERC20InsufficientBalanceError(raw[4:])
	}
	if bytes.Equal(raw[:4], mockWBTC.abi.Errors["ERC20InvalidApprover"].ID.Bytes()[:4]) {
		return mockWBTC.UnpackERC20InvalidApproverError(raw[4:])
	}
	if bytes.Equal(raw[:4], mockWBTC.abi.Errors["ERC20InvalidReceiver"].ID.Bytes()[:4]) {
		return mockWBTC.UnpackERC20InvalidReceiverError(raw[4:])
	}
	if bytes.Equal(raw[:4], mockWBTC.abi.Errors["ERC20InvalidSender"].ID.Bytes()[:4]) {
		return mockWBTC.UnpackERC20InvalidSenderError(raw[4:])
	}
	if bytes.Equal(raw[:4], mockWBTC.abi.Errors["ERC20InvalidSpender"].ID.Bytes()[:4]) {
		return mockWBTC.UnpackERC20InvalidSpenderError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// MockWBTCERC20InsufficientAllowance represents a ERC20InsufficientAllowance error raised by the MockWBTC contract.
type MockWBTCERC20InsufficientAllowance struct {
	Spender   common.Address
	Allowance *big.Int
	Needed    *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)
func MockWBTCERC20InsufficientAllowanceErrorID() common.Hash {
	return common.HexToHash("0xfb8f41b23e99d2101d86da76cdfa87dd51c82ed07d3cb62cbc473e469dbc75c3")
}

// UnpackERC20InsufficientAllowanceError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed)
func (mockWBTC *MockWBTC) UnpackERC20InsufficientAllowanceError(raw []byte) (*MockWBTCERC20InsufficientAllowance, error) {
	out := new(MockWBTCERC20InsufficientAllowance)
	if err := mockWBTC.abi.UnpackIntoInterface(out, "ERC20InsufficientAllowance", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// MockWBTCERC20InsufficientBalance represents a ERC20InsufficientBalance error raised by the MockWBTC contract.
type MockWBTCERC20InsufficientBalance struct {
	Sender  common.Address
	Balance *big.Int
	Needed  *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)
func MockWBTCERC20InsufficientBalanceErrorID() common.Hash {
	return common.HexToHash("0xe450d38cd8d9f7d95077d567d60ed49c7254716e6ad08fc9872816c97e0ffec6")
}

// UnpackERC20InsufficientBalanceError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed)
func (mockWBTC *MockWBTC) UnpackERC20InsufficientBalanceError(raw []byte) (*MockWBTCERC20InsufficientBalance, error) {
	out := new(MockWBTCERC20InsufficientBalance)
	if err := mockWBTC.abi.UnpackIntoInterface(out, "ERC20InsufficientBalance", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// MockWBTCERC20InvalidApprover represents a ERC20InvalidApprover error raised by the MockWBTC contract.
type MockWBTCERC20InvalidApprover struct {
	Approver common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InvalidApprover(address approver)
func MockWBTCERC20InvalidApproverErrorID() common.Hash {
	return common.HexToHash("0xe602df05cc75712490294c6c104ab7c17f4030363910a7a2626411c6d3118847")
}

// UnpackERC20InvalidApproverError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InvalidApprover(address approver)
func (mockWBTC *MockWBTC) UnpackERC20InvalidApproverError(raw []byte) (*MockWBTCERC20InvalidApprover, error) {
	out := new(MockWBTCERC20InvalidApprover)
	if err := mockWBTC.abi.UnpackIntoInterface(out, "ERC20InvalidApprover", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// MockWBTCERC20InvalidReceiver represents a ERC20InvalidReceiver error raised by the MockWBTC contract.
type MockWBTCERC20InvalidReceiver struct {
	Receiver common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InvalidReceiver(address receiver)
func MockWBTCERC20InvalidReceiverErrorID() common.Hash {
	return common.HexToHash("0xec442f055133b72f3b2f9f0bb351c406b178527de2040a7d1feb4e058771f613")
}

// UnpackERC20InvalidReceiverError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InvalidReceiver(address receiver)
func (mockWBTC *MockWBTC) UnpackERC20InvalidReceiverError(raw []byte) (*MockWBTCERC20InvalidReceiver, error) {
	out := new(MockWBTCERC20InvalidReceiver)
	if err := mockWBTC.abi.UnpackIntoInterface(out, "ERC20InvalidReceiver", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// MockWBTCERC20InvalidSender represents a ERC20InvalidSender error raised by the MockWBTC contract.
type MockWBTCERC20InvalidSender struct {
	Sender common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InvalidSender(address sender)
func MockWBTCERC20InvalidSenderErrorID() common.Hash {
	return common.HexToHash("0x96c6fd1edd0cd6ef7ff0ecc0facdf53148dc0048b57fe58af65755250a7a96bd")
}

// UnpackERC20InvalidSenderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InvalidSender(address sender)
func (mockWBTC *MockWBTC) UnpackERC20InvalidSenderError(raw []byte) (*MockWBTCERC20InvalidSender, error) {
	out := new(MockWBTCERC20InvalidSender)
	if err := mockWBTC.abi.UnpackIntoInterface(out, "ERC20InvalidSender", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// MockWBTCERC20InvalidSpender represents a ERC20InvalidSpender error raised by the MockWBTC contract.
type MockWBTCERC20InvalidSpender struct {
	Spender common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ERC20InvalidSpender(address spender)
func MockWBTCERC20InvalidSpenderErrorID() common.Hash {
	return common.HexToHash("0x94280d62c347d8d9f4d59a76ea321452406db88df38e0c9da304f58b57b373a2")
}

// UnpackERC20InvalidSpenderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ERC20InvalidSpender(address spender)
func (mockWBTC *MockWBTC) UnpackERC20InvalidSpenderError(raw []byte) (*MockWBTCERC20InvalidSpender, error) {
	out := new(MockWBTCERC20InvalidSpender)
	if err := mockWBTC.abi.UnpackIntoInterface(out, "ERC20InvalidSpender", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// OffersMetaData contains all meta data concerning the Offers contract.
var OffersMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"contractIForwardEscrow\",\"name\":\"escrow\",\"type\":\"address\"},{\"internalType\":\"contractIPermit2\",\"name\":\"permit2\",\"type\":\"address\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[],\"name\":\"ESCROW\",\"outputs\":[{\"internalType\":\"contractIForwardEscrow\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"PERMIT2\",\"outputs\":[{\"internalType\":\"contractIPermit2\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"bytes\",\"name\":\"params\",\"type\":\"bytes\"},{\"internalType\":\"uint128\",\"name\":\"lastPrice\",\"type\":\"uint128\"},{\"internalType\":\"uint64\",\"name\":\"rampStart\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"rampEnd\",\"type\":\"uint64\"},{\"internalType\":\"uint96\",\"name\":\"minFill\",\"type\":\"uint96\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"nonce\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"}],\"internalType\":\"structOffer\",\"name\":\"offer\",\"type\":\"tuple\"},{\"internalType\":\"uint64\",\"name\":\"review\",\"type\":\"uint64\"}],\"internalType\":\"structAsk\",\"name\":\"ask\",\"type\":\"tuple\"}],\"name\":\"askHash\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"pure\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"bytes\",\"name\":\"params\",\"type\":\"bytes\"},{\"internalType\":\"uint128\",\"name\":\"lastPrice\",\"type\":\"uint128\"},{\"internalType\":\"uint64\",\"name\":\"rampStart\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"rampEnd\",\"type\":\"uint64\"},{\"internalType\":\"uint96\",\"name\":\"minFill\",\"type\":\"uint96\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"nonce\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"}],\"internalType\":\"structOffer\",\"name\":\"offer\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"task\",\"type\":\"bytes\"}],\"internalType\":\"structBid\",\"name\":\"bid\",\"type\":\"tuple\"}],\"name\":\"bidHash\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"pure\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"bytes\",\"name\":\"params\",\"type\":\"bytes\"},{\"internalType\":\"uint128\",\"name\":\"lastPrice\",\"type\":\"uint128\"},{\"internalType\":\"uint64\",\"name\":\"rampStart\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"rampEnd\",\"type\":\"uint64\"},{\"internalType\":\"uint96\",\"name\":\"minFill\",\"type\":\"uint96\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"nonce\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"}],\"internalType\":\"structOffer\",\"name\":\"offer\",\"type\":\"tuple\"},{\"internalType\":\"uint64\",\"name\":\"review\",\"type\":\"uint64\"}],\"internalType\":\"structAsk\",\"name\":\"ask\",\"type\":\"tuple\"}],\"name\":\"cancelAsk\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"bytes\",\"name\":\"params\",\"type\":\"bytes\"},{\"internalType\":\"uint128\",\"name\":\"lastPrice\",\"type\":\"uint128\"},{\"internalType\":\"uint64\",\"name\":\"rampStart\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"rampEnd\",\"type\":\"uint64\"},{\"internalType\":\"uint96\",\"name\":\"minFill\",\"type\":\"uint96\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"nonce\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"}],\"internalType\":\"structOffer\",\"name\":\"offer\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"task\",\"type\":\"bytes\"}],\"internalType\":\"structBid\",\"name\":\"bid\",\"type\":\"tuple\"}],\"name\":\"cancelBid\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"word\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"mask\",\"type\":\"uint256\"}],\"name\":\"cancelNonces\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"maker\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"word\",\"type\":\"uint256\"}],\"name\":\"cancelledNonces\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"bits\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"offer\",\"type\":\"bytes32\"}],\"name\":\"digest\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"bytes\",\"name\":\"params\",\"type\":\"bytes\"},{\"internalType\":\"uint128\",\"name\":\"lastPrice\",\"type\":\"uint128\"},{\"internalType\":\"uint64\",\"name\":\"rampStart\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"rampEnd\",\"type\":\"uint64\"},{\"internalType\":\"uint96\",\"name\":\"minFill\",\"type\":\"uint96\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"nonce\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"}],\"internalType\":\"structOffer\",\"name\":\"offer\",\"type\":\"tuple\"},{\"internalType\":\"uint64\",\"name\":\"review\",\"type\":\"uint64\"}],\"internalType\":\"structAsk\",\"name\":\"ask\",\"type\":\"tuple\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"components\":[{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"uint128\",\"name\":\"maxPrice\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"bool\",\"name\":\"byPermit2\",\"type\":\"bool\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes\",\"name\":\"task\",\"type\":\"bytes\"}],\"internalType\":\"structAskFill\",\"name\":\"fill\",\"type\":\"tuple\"}],\"name\":\"fillAsk\",\"outputs\":[{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"bytes\",\"name\":\"params\",\"type\":\"bytes\"},{\"internalType\":\"uint128\",\"name\":\"lastPrice\",\"type\":\"uint128\"},{\"internalType\":\"uint64\",\"name\":\"rampStart\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"rampEnd\",\"type\":\"uint64\"},{\"internalType\":\"uint96\",\"name\":\"minFill\",\"type\":\"uint96\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"nonce\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"}],\"internalType\":\"structOffer\",\"name\":\"offer\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"task\",\"type\":\"bytes\"}],\"internalType\":\"structBid\",\"name\":\"bid\",\"type\":\"tuple\"},{\"internalType\":\"bytes\",\"name\":\"signature\",\"type\":\"bytes\"},{\"components\":[{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"uint128\",\"name\":\"minPrice\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"holder\",\"type\":\"address\"},{\"internalType\":\"bool\",\"name\":\"byPermit2\",\"type\":\"bool\"}],\"internalType\":\"structBidFill\",\"name\":\"fill\",\"type\":\"tuple\"}],\"name\":\"fillBid\",\"outputs\":[{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"},{\"internalType\":\"bytes\",\"name\":\"params\",\"type\":\"bytes\"},{\"internalType\":\"bytes\",\"name\":\"task\",\"type\":\"bytes\"},{\"components\":[{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"deadline\",\"type\":\"uint256\"},{\"internalType\":\"uint8\",\"name\":\"v\",\"type\":\"uint8\"},{\"internalType\":\"bytes32\",\"name\":\"r\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"s\",\"type\":\"bytes32\"}],\"internalType\":\"structPermit\",\"name\":\"permit\",\"type\":\"tuple\"}],\"name\":\"openWithPermit\",\"outputs\":[{\"internalType\":\"ForwardId\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"bytes\",\"name\":\"params\",\"type\":\"bytes\"},{\"internalType\":\"uint128\",\"name\":\"lastPrice\",\"type\":\"uint128\"},{\"internalType\":\"uint64\",\"name\":\"rampStart\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"rampEnd\",\"type\":\"uint64\"},{\"internalType\":\"uint96\",\"name\":\"minFill\",\"type\":\"uint96\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"nonce\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"}],\"internalType\":\"structOffer\",\"name\":\"offer\",\"type\":\"tuple\"},{\"internalType\":\"uint64\",\"name\":\"review\",\"type\":\"uint64\"}],\"internalType\":\"structAsk\",\"name\":\"ask\",\"type\":\"tuple\"},{\"components\":[{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"uint128\",\"name\":\"maxPrice\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"bool\",\"name\":\"byPermit2\",\"type\":\"bool\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes\",\"name\":\"task\",\"type\":\"bytes\"}],\"internalType\":\"structAskFill\",\"name\":\"fill\",\"type\":\"tuple\"}],\"name\":\"quoteAsk\",\"outputs\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"components\":[{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"bytes\",\"name\":\"params\",\"type\":\"bytes\"},{\"internalType\":\"uint128\",\"name\":\"lastPrice\",\"type\":\"uint128\"},{\"internalType\":\"uint64\",\"name\":\"rampStart\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"rampEnd\",\"type\":\"uint64\"},{\"internalType\":\"uint96\",\"name\":\"minFill\",\"type\":\"uint96\"},{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"nonce\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"}],\"internalType\":\"structOffer\",\"name\":\"offer\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"bytes\",\"name\":\"task\",\"type\":\"bytes\"}],\"internalType\":\"structBid\",\"name\":\"bid\",\"type\":\"tuple\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"}],\"name\":\"quoteBid\",\"outputs\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"offer\",\"type\":\"bytes32\"}],\"name\":\"takenOf\",\"outputs\":[{\"components\":[{\"internalType\":\"uint96\",\"name\":\"filled\",\"type\":\"uint96\"},{\"internalType\":\"uint96\",\"name\":\"carry\",\"type\":\"uint96\"},{\"internalType\":\"bool\",\"name\":\"cancelled\",\"type\":\"bool\"}],\"internalType\":\"structTaken\",\"name\":\"\",\"type\":\"tuple\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"witnessTypes\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"bid\",\"type\":\"string\"},{\"internalType\":\"string\",\"name\":\"ask\",\"type\":\"string\"}],\"stateMutability\":\"pure\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"ask\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"address\",\"name\":\"taker\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"indexed\":false,\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"filled\",\"type\":\"uint96\"}],\"name\":\"AskFilled\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"bid\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"address\",\"name\":\"taker\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"indexed\":false,\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"indexed\":false,\"internalType\":\"uint96\",\"name\":\"filled\",\"type\":\"uint96\"}],\"name\":\"BidFilled\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"maker\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"uint256\",\"name\":\"word\",\"type\":\"uint256\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"mask\",\"type\":\"uint256\"}],\"name\":\"NoncesCancelled\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"bytes32\",\"name\":\"offer\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"maker\",\"type\":\"address\"}],\"name\":\"OfferCancelled\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"name\":\"Offers_AskWithSealingKey\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"offer\",\"type\":\"bytes32\"}],\"name\":\"Offers_Cancelled\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"escrow\",\"type\":\"address\"}],\"name\":\"Offers_EscrowWithoutCode\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"expiry\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"timestamp\",\"type\":\"uint256\"}],\"name\":\"Offers_Expired\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"holder\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"}],\"name\":\"Offers_HolderDidNotAgree\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"maker\",\"type\":\"address\"}],\"name\":\"Offers_NotMaker\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"uint96\",\"name\":\"total\",\"type\":\"uint96\"}],\"name\":\"Offers_NotWhole\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint128\",\"name\":\"maxPrice\",\"type\":\"uint128\"}],\"name\":\"Offers_PriceTooHigh\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint128\",\"name\":\"minPrice\",\"type\":\"uint128\"}],\"name\":\"Offers_PriceTooLow\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"uint96\",\"name\":\"minFill\",\"type\":\"uint96\"},{\"internalType\":\"uint96\",\"name\":\"left\",\"type\":\"uint96\"}],\"name\":\"Offers_QuantityInvalid\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"rampStart\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"rampEnd\",\"type\":\"uint64\"}],\"name\":\"Offers_RampInvalid\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"}],\"name\":\"Offers_ReviewInvalid\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"Offers_ReviewWithoutTransfer\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"maker\",\"type\":\"address\"}],\"name\":\"Offers_SignatureInvalid\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"asked\",\"type\":\"bytes32\"}],\"name\":\"Offers_TaskInvalid\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ReentrancyGuardReentrantCall\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"}],\"name\":\"SafeERC20FailedOperation\",\"type\":\"error\"}]",
	ID:  "2cc841ec9738a3a349404b6dedcaa2460f",
	Bin: "0x60c0346100d857601f613e6738819003918201601f19168301916001600160401b038311848410176100dc5780849260409485528339810103126100d85780516001600160a01b038116918282036100d85760200151916001600160a01b03831683036100d857803b156100c6575060805260a052604051613d7690816100f182396080518181816102980152818161086001528181610df601528181610f9c01528181611348015261252d015260a051818181610a4f015281816123d70152612d340152f35b6301918c5b60e41b5f5260045260245ffd5b5f80fd5b634e487b7160e01b5f52604160045260245ffdfe60806040526004361015610011575f80fd5b5f5f3560e01c80633cb352b3146116a45780634a338c7e146116585780635d67409d14611050578063643e779314610a735780636afdd85014610a2f5780636b9fa3e6146109e957806375135449146109d057806382546da41461048157806383723bab1461045a578063907b022f146103e6578063a011d6ca146103ac578063b402f0c114610340578063bb97601c1461031f578063d3bc6e5a146102bc578063e681c4aa146102785763fc24f1ce146100ca575f80fd5b346102715760406003193601126102715760043567ffffffffffffffff8111610274576060600319823603011261027457602435916bffffffffffffffffffffffff8316830361027157610220604061012f8585610126611cfc565b5060040161281f565b01516040815191015161026960405180936101e080916001600160a01b03815116845260208101516020850152604081015160408501526001600160a01b0360608201511660608501526fffffffffffffffffffffffffffffffff60808201511660808501526bffffffffffffffffffffffff60a08201511660a085015260c081015160c085015267ffffffffffffffff60e08201511660e085015267ffffffffffffffff6101008201511661010085015267ffffffffffffffff6101208201511661012085015267ffffffffffffffff610140820151166101408501526fffffffffffffffffffffffffffffffff610160820151166101608501526001600160a01b036101808201511661018085015267ffffffffffffffff6101a0820151166101a08501526101c08101516101c08501520151910152565b610200820152f35b80fd5b5080fd5b503461027157806003193601126102715760206040516001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b503461027157604060031936011261027157600435602435338352600160205260408320828452602052604083208181541790556040519081527f553fd4f76f0871ec5b324e08d165e91b3928c3154e4ff372734bd80ab59bf49160203392a380f35b50346102715760206103386103333661175c565b6134fd565b604051908152f35b5034610271576020600319360112610271576103726040606092610362611d70565b5060043581528060205220611d8e565b60408051916bffffffffffffffffffffffff81511683526bffffffffffffffffffffffff6020820151166020840152015115156040820152f35b5034610271576103e36103be3661175c565b6103dd6101806103d76103d0846134fd565b9380611ae6565b01611889565b90613449565b80f35b5034610271576040600319360112610271576004359067ffffffffffffffff82116102715760406003198336030112610271576024359067ffffffffffffffff821161027157610100600319833603011261027157610220604061012f858561044d611cfc565b5060040190600401612f5d565b5034610271576103e361046c36611729565b6103dd602061047a83612e7f565b9201611889565b50346102715760606003193601126102715760043567ffffffffffffffff8111610274578060040191604060031983360301126102715760243567ffffffffffffffff8111610274576104d89036906004016116fb565b926044359467ffffffffffffffff86116109cc57856004019261010060031988360301126108fb5761050861222b565b6105128483612f5d565b9060408201908151519860808a01946fffffffffffffffffffffffffffffffff8651166fffffffffffffffffffffffffffffffff61055260248501611942565b169081811161099e575050888b928261058561056f828f96611ae6565b60648401958861057e88611b28565b928c612bbd565b61058e84611b28565b61094d575b88606089019a8b518a51865285602052604086209080516bffffffffffffffffffffffff16825490602083015160601b77ffffffffffffffffffffffff00000000000000000000000016917fffffffffffffffff000000000000000000000000000000000000000000000000161717825560400151151561065a91907fffffffffffffff00ffffffffffffffffffffffffffffffffffffffffffffffff78ff000000000000000000000000000000000000000000000000835492151560c01b169116179055565b6024019d8e9761066989611ce7565b67ffffffffffffffff16155f149861076798610761986106e39867ffffffffffffffff9c61094357508b6fffffffffffffffffffffffffffffffff61016084015116998a945b6106de60608601996fffffffffffffffffffffffffffffffff6001600160a01b038c511691511690339061229f565b611ce7565b16159081610933575b501561090e57505061073092506107038480611ae6565b6107206fffffffffffffffffffffffffffffffff88168092612c7f565b9061072961218d565b918d612d0f565b60e461075961074f6107448a519480611ae6565b610200810190611b35565b929094018d611b35565b939092612509565b98611ce7565b1615610856575b508592602097926108296bffffffffffffffffffffffff6fffffffffffffffffffffffffffffffff6107d16001600160a01b036101807fa7bc5fcecf7e89bbbe5a283a4054b832ce55f5634b12d88d75b3c201507d9b5398519901511699611acd565b93511693515116604051938493338592936fffffffffffffffffffffffffffffffff6bffffffffffffffffffffffff929695836060956001600160a01b03608089019a16885216602087015216604085015216910152565b0390a47f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d604051908152f35b6001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000169051906001600160a01b036101808a01511691813b1561090a579187916108d793836040518096819582947f0bbd22c500000000000000000000000000000000000000000000000000000000845260048401611b86565b03925af180156108ff571561076e576108f186809261191f565b6108fb575f61076e565b8480fd5b6040513d88823e3d90fd5b8780fd5b915091506001600160a01b036101808161092e955116920151169061229f565b610730565b61093d9150611b28565b5f6106ec565b8c90998a946106af565b915091925067ffffffffffffffff61096760248a01611ce7565b16610976578b92918a91610593565b60048a7ff5dd14a6000000000000000000000000000000000000000000000000000000008152fd5b7f2cacf495000000000000000000000000000000000000000000000000000000008b52600452602452604489fd5b8380fd5b50346102715760206103386109e436611729565b612e7f565b5034610271576040600319360112610271576004356001600160a01b03811680910361027457816040916020935260018352818120602435825283522054604051908152f35b503461027157806003193601126102715760206040516001600160a01b037f0000000000000000000000000000000000000000000000000000000000000000168152f35b50346102715760c0600319360112610271576004359067ffffffffffffffff8211610271578160040190606060031984360301126102715760243567ffffffffffffffff811161027457610acb9036906004016116fb565b60807fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbc94929436011261104c57610b0061222b565b610b11610b0b611ab2565b8361281f565b604081018051519360808501946fffffffffffffffffffffffffffffffff865116606435906fffffffffffffffffffffffffffffffff821691828103611007575081811061101e575050610b79610b688380611ae6565b868a610b72611b19565b9288612bbd565b60e081019767ffffffffffffffff895116610efa575b916fffffffffffffffffffffffffffffffff610d299267ffffffffffffffff946060880198610c738c6040808d51928d5181528060205220916bffffffffffffffffffffffff8151168354907fffffffffffffffff00000000000000000000000000000000000000000000000077ffffffffffffffffffffffff000000000000000000000000602085015160601b16921617178355015115157fffffffffffffff00ffffffffffffffffffffffffffffffffffffffffffffffff78ff000000000000000000000000000000000000000000000000835492151560c01b169116179055565b610c7b611b19565b15610ecb57610cdb91610cc88d610c928880611ae6565b908a610ca16102608401611ce7565b1615159050610e9e57610cb76080889201611942565b165b610cc38880611ae6565b612c7f565b858d5116610cd46120b1565b918c612d0f565b610cfe6101606001600160a01b036060840151169201918383511690339061229f565b60448c610d1e885195610d146107448280611ae6565b9490930190611b35565b949093511694612509565b965116610df3575b50947f2836fefcd6c0e743d54af8efad7e5e1b92c4488c32335daefc06ccce70b3beab6001600160a01b038693610829610d71602460209b519601611889565b916bffffffffffffffffffffffff6fffffffffffffffffffffffffffffffff610d98611ab2565b99511691515116906040519485941698338592936fffffffffffffffffffffffffffffffff6bffffffffffffffffffffffff929695836060956001600160a01b03608089019a16885216602087015216604085015216910152565b517f00000000000000000000000000000000000000000000000000000000000000006001600160a01b0316610e26611873565b91813b15610e9a57918691610e6b93836040518096819582947f0bbd22c500000000000000000000000000000000000000000000000000000000845260048401611b86565b03925af18015610e8f5715610d3157610e8585809261191f565b6109cc575f610d31565b6040513d87823e3d90fd5b8680fd5b8680610eb9610220610eb260808601611942565b9401611942565b92169116908180821191180218610cb9565b5050610ef58c610eeb60246001600160a01b036060860151169201611889565b848c51169161229f565b610cdb565b610f02611873565b6001600160a01b03811690338214159081610f52575b50610f235750610b8f565b7f7d74822100000000000000000000000000000000000000000000000000000000895260045233602452604488fd5b6040517fe985e9c50000000000000000000000000000000000000000000000000000000081526001600160a01b0391821660048201523360248201529150602090829060449082907f0000000000000000000000000000000000000000000000000000000000000000165afa908115611013578a91610fd4575b50155f610f18565b90506020813d60201161100b575b81610fef6020938361191f565b8101031261100757518015158103611007575f610fcc565b8980fd5b3d9150610fe2565b6040513d8c823e3d90fd5b7f576d6b6f000000000000000000000000000000000000000000000000000000008952600452602452604487fd5b8280fd5b5034611654576003193601610320811261165457610200136116545761020435906001600160a01b038216809203611654576102443567ffffffffffffffff8111611654576110a39036906004016116fb565b90926102643567ffffffffffffffff8111611654576110c69036906004016116fb565b91909460a07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd7c360112611654576110fb61222b565b6001600160a01b0361110b61185d565b166102c43560ff811680910361165457813b15611654575f9160e4839260405194859384927fd505accf0000000000000000000000000000000000000000000000000000000084523360048501523060248501526102843560448501526102a435606485015260848401526102e43560a48401526103043560c48401525af161163f575b5061119861185d565b92608435936fffffffffffffffffffffffffffffffff85168503610e9a57846111c291339061229f565b604051936111cf8561189d565b604051906111dc826118e6565b6004356001600160a01b038116810361163b578252602435602083015260443560408301526064356001600160a01b038116810361163b576060830152608082015260a4356bffffffffffffffffffffffff8116810361090a5760a082015260c43560c082015260e43567ffffffffffffffff8116810361090a5760e08201526101043567ffffffffffffffff8116810361090a576101008201526101243567ffffffffffffffff8116810361090a576101208201526101443567ffffffffffffffff8116810361090a57610140820152610164356fffffffffffffffffffffffffffffffff8116810361090a57610160820152610184356001600160a01b038116810361090a576101808201526101a43567ffffffffffffffff8116810361090a576101a08201526101c4356101c08201526101e4356101e0820152845260208401928352604084019361022435855251916001600160a01b03606084015116936001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016946fffffffffffffffffffffffffffffffff60808601511661138b8188846136e2565b156115bf575b50508798602097989361152e61150e96946001600160a01b0361154195511699519b6040519c8d9b8c9a8b997f5fb41930000000000000000000000000000000000000000000000000000000008b5260048b01906101e080916001600160a01b03815116845260208101516020850152604081015160408501526001600160a01b0360608201511660608501526fffffffffffffffffffffffffffffffff60808201511660808501526bffffffffffffffffffffffff60a08201511660a085015260c081015160c085015267ffffffffffffffff60e08201511660e085015267ffffffffffffffff6101008201511661010085015267ffffffffffffffff6101208201511661012085015267ffffffffffffffff610140820151166101408501526fffffffffffffffffffffffffffffffff610160820151166101608501526001600160a01b036101808201511661018085015267ffffffffffffffff6101a0820151166101a08501526101c08101516101c08501520151910152565b6102048901526102248801526102806102448801526102848701916124e9565b91600319858403016102648601526124e9565b03925af19081156115b4578291611581575b506020917f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d604051908152f35b90506020813d6020116115ac575b8161159c6020938361191f565b8101031261027457516020611553565b3d915061158f565b6040513d84823e3d90fd5b6115c98783613749565b1561160f576115d99087836137c1565b156115e45780611391565b7f5274afe7000000000000000000000000000000000000000000000000000000008952600452602488fd5b60248a837f5274afe7000000000000000000000000000000000000000000000000000000008252600452fd5b8880fd5b61164c9195505f9061191f565b5f935f61118f565b5f80fd5b34611654575f600319360112611654576116926116736120b1565b6116a061167e61218d565b6040519384936040855260408501906116c2565b9083820360208501526116c2565b0390f35b3461165457602060031936011261165457602061033860043561178f565b90601f19601f602080948051918291828752018686015e5f8582860101520116010190565b35906001600160a01b038216820361165457565b9181601f840112156116545782359167ffffffffffffffff8311611654576020838186019501011161165457565b6020600319820112611654576004359067ffffffffffffffff821161165457600319826060920301126116545760040190565b6020600319820112611654576004359067ffffffffffffffff821161165457600319826040920301126116545760040190565b60429060405160208101907f8b73c3c69bb8fe3d512ecc4cf759cc79239f7b179b0ffacaa9a75d522b39400f82527fec8f03fd380c47dc02514b7c3519919ca7b34b9e8c20c24471edb9c71a82b5ce60408201527fc89efdaa54c0f20c7adf612882df0950f5a951637e0307cdcb4c672f298b8bc660608201524660808201523060a082015260a0815261182460c08261191f565b51902090604051917f19010000000000000000000000000000000000000000000000000000000000008352600283015260228201522090565b6064356001600160a01b03811681036116545790565b6084356001600160a01b03811681036116545790565b356001600160a01b03811681036116545790565b6060810190811067ffffffffffffffff8211176118b957604052565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b610200810190811067ffffffffffffffff8211176118b957604052565b6040810190811067ffffffffffffffff8211176118b957604052565b90601f601f19910116810190811067ffffffffffffffff8211176118b957604052565b356fffffffffffffffffffffffffffffffff811681036116545790565b35906fffffffffffffffffffffffffffffffff8216820361165457565b359067ffffffffffffffff8216820361165457565b919082610200910312611654576040516119aa816118e6565b80926119b5816116e7565b825260208101356020830152604081013560408301526119d7606082016116e7565b60608301526119e86080820161195f565b608083015260a08101356bffffffffffffffffffffffff81168103611654576101e091829160a085015260c081013560c0850152611a2860e0820161197c565b60e0850152611a3a610100820161197c565b610100850152611a4d610120820161197c565b610120850152611a60610140820161197c565b610140850152611a73610160820161195f565b610160850152611a8661018082016116e7565b610180850152611a996101a0820161197c565b6101a08501526101c08101356101c08501520135910152565b6044356bffffffffffffffffffffffff811681036116545790565b356bffffffffffffffffffffffff811681036116545790565b9035907ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffd0181360301821215611654570190565b60a43580151581036116545790565b3580151581036116545790565b9035907fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe181360301821215611654570180359067ffffffffffffffff82116116545760200191813603831361165457565b9092916001600160a01b03610240916040610260850196611ccc8682516101e080916001600160a01b03815116845260208101516020850152604081015160408501526001600160a01b0360608201511660608501526fffffffffffffffffffffffffffffffff60808201511660808501526bffffffffffffffffffffffff60a08201511660a085015260c081015160c085015267ffffffffffffffff60e08201511660e085015267ffffffffffffffff6101008201511661010085015267ffffffffffffffff6101208201511661012085015267ffffffffffffffff610140820151166101408501526fffffffffffffffffffffffffffffffff610160820151166101608501526001600160a01b036101808201511661018085015267ffffffffffffffff6101a0820151166101a08501526101c08101516101c08501520151910152565b83602082015116610200870152015161022085015216910152565b3567ffffffffffffffff811681036116545790565b60405190611d09826118e6565b5f6101e0838281528260208201528260408201528260608201528260808201528260a08201528260c08201528260e08201528261010082015282610120820152826101408201528261016082015282610180820152826101a0820152826101c08201520152565b60405190611d7d8261189d565b5f6040838281528260208201520152565b90604051611d9b8161189d565b604060ff8294546bffffffffffffffffffffffff811684526bffffffffffffffffffffffff8160601c16602085015260c01c161515910152565b60405190611de460608361191f565b602982527f746573207461736b2900000000000000000000000000000000000000000000006040837f426964284f66666572206f666665722c616464726573732062757965722c627960208201520152565b60405190611e4560c08361191f565b608982527f7333322073616c7429000000000000000000000000000000000000000000000060a0837f4f66666572285465726d73207465726d732c627974657320706172616d732c7560208201527f696e74313238206c61737450726963652c75696e7436342072616d705374617260408201527f742c75696e7436342072616d70456e642c75696e743936206d696e46696c6c2c60608201527f75696e743634206578706972792c75696e74323536206e6f6e63652c6279746560808201520152565b60405190611f196101208361191f565b60f682527f36207365616c582c75696e74323536207365616c592900000000000000000000610100837f5465726d732861646472657373207072656469636174652c75696e743235362060208201527f706172616d732c62797465733332207461736b486173682c616464726573732060408201527f746f6b656e2c75696e743132382070726963652c75696e743936207175616e7460608201527f6974792c6279746573333220756e69742c75696e74363420616363657074427960808201527f2c75696e7436342073746172742c75696e74363420656e642c75696e7436342060a08201527f736574746c6542792c75696e7431323820626f6e642c6164647265737320707260c08201527f6f76696465722c75696e74363420626561636f6e426c6f636b2c75696e74323560e08201520152565b6040519061205f60608361191f565b602e82527f696e7432353620616d6f756e74290000000000000000000000000000000000006040837f546f6b656e5065726d697373696f6e73286164647265737320746f6b656e2c7560208201520152565b602061214f6120be611dd5565b826120c7611e36565b816120d0611f09565b602c826120db612050565b94604051998a987f426964207769746e657373290000000000000000000000000000000000000000828b0152805191829101858b015e8801908382015f8152815193849201905e0101905f8252805192839101825e01905f8252805192839101825e015f815203601f19810183528261191f565b90565b6040519061216160408361191f565b601e82527f41736b284f66666572206f666665722c75696e743634207265766965772900006020830152565b602061214f61219a612152565b826121a3611e36565b816121ac611f09565b602c826121b7612050565b94604051998a987f41736b207769746e657373290000000000000000000000000000000000000000828b0152805191829101858b015e8801908382015f8152815193849201905e0101905f8252805192839101825e01905f8252805192839101825e015f815203601f19810183528261191f565b7f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005c6122775760017f9b779b17422d0df92223018b32b4d1fa46e071723d6817e2486d003becc55f005d565b7f3ee5aeb5000000000000000000000000000000000000000000000000000000005f5260045ffd5b906fffffffffffffffffffffffffffffffff5f93169182156124a9576040517fdd62ed3e0000000000000000000000000000000000000000000000000000000081526001600160a01b038381166004830152306024830152919091169290602081604481875afa80156124695782915f91612474575b50106123ca576001600160a01b03604051927f23b872dd000000000000000000000000000000000000000000000000000000008652166004523060245260445260208360648180865af19060018451148216156123a9575b604052826060521561237d575050565b602492507f5274afe7000000000000000000000000000000000000000000000000000000008252600452fd5b9060018115166123c157823b15153d1516169061236d565b503d83823e3d90fd5b9250906001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016803b15611654575f92836084926001600160a01b039460405197889687957f36c78516000000000000000000000000000000000000000000000000000000008752166004860152306024860152604485015260648401525af180156124695761245d5750565b5f6124679161191f565b565b6040513d5f823e3d90fd5b9150506020813d6020116124a1575b816124906020938361191f565b81010312611654578190515f612315565b3d9150612483565b50505050565b919082018092116124bc57565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b601f8260209493601f1993818652868601375f8582860101520116010190565b9394929091948451926001600160a01b0360608501511661256e6001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016966fffffffffffffffffffffffffffffffff806080890151169116906124af565b6125798188846136e2565b15612745575b50509261270161150e935f9361152e89989760406001600160a01b036020809d0151169a01519b6040519c8d9b8c9a8b997f5fb41930000000000000000000000000000000000000000000000000000000008b5260048b01906101e080916001600160a01b03815116845260208101516020850152604081015160408501526001600160a01b0360608201511660608501526fffffffffffffffffffffffffffffffff60808201511660808501526bffffffffffffffffffffffff60a08201511660a085015260c081015160c085015267ffffffffffffffff60e08201511660e085015267ffffffffffffffff6101008201511661010085015267ffffffffffffffff6101208201511661012085015267ffffffffffffffff610140820151166101408501526fffffffffffffffffffffffffffffffff610160820151166101608501526001600160a01b036101808201511661018085015267ffffffffffffffff6101a0820151166101a08501526101c08101516101c08501520151910152565b03925af1908115612469575f91612716575090565b90506020813d60201161273d575b816127316020938361191f565b81010312611654575190565b3d9150612724565b61274f8783613749565b156127955761275f9087836137c1565b1561276a578061257f565b7f5274afe7000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b507f5274afe7000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b604051906080820182811067ffffffffffffffff8211176118b957604052815f81525f60208201526040516127f58161189d565b6127fd611cfc565b81525f60208201525f60408201526040820152606061281a611d70565b910152565b91906128296127c1565b9261283381612e7f565b8452602081019061287c61285f61284984611889565b936001600160a01b036020890195168552611889565b9160408701926001600160a01b0360208551019116905280611ae6565b9285515f525f60205260405f20926128976060880194611d8e565b84526102a0850167ffffffffffffffff6128b082611ce7565b16421015612b7b57506001600160a01b039051165f52600160205260018060405f206102c0870135908160081c5f5260205260ff60405f205491161c16146040845101511590811591612b73575b50612b46576bffffffffffffffffffffffff835151169360a08101946bffffffffffffffffffffffff61293087611acd565b1603946bffffffffffffffffffffffff86116124bc576bffffffffffffffffffffffff83169586158015612b2f575b8015612af3575b612aa2575087518551516bffffffffffffffffffffffff16604051906020820192835260408201526040815261299d60608261191f565b5190208451604001526129b03683611991565b809451528560a08501528561016083016129c990611942565b6fffffffffffffffffffffffffffffffff16906129e591613816565b906129ef90611acd565b6bffffffffffffffffffffffff16612a0691613a79565b6fffffffffffffffffffffffffffffffff166101608401528351602001516bffffffffffffffffffffffff16612a3d925f9261386d565b8351602001906bffffffffffffffffffffffff1690526fffffffffffffffffffffffffffffffff169060800152519081516bffffffffffffffffffffffff16016bffffffffffffffffffffffff81116124bc576bffffffffffffffffffffffff169052565b6bffffffffffffffffffffffff908188612abf6102808701611acd565b907fdf455022000000000000000000000000000000000000000000000000000000005f52600452166024521660445260645ffd5b506bffffffffffffffffffffffff612b0e6102808501611acd565b168710801561296657506bffffffffffffffffffffffff8116871415612966565b506bffffffffffffffffffffffff8116871161295f565b85517f5720801e000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b90505f6128fe565b612b8d67ffffffffffffffff91611ce7565b7f27ee6bd9000000000000000000000000000000000000000000000000000000005f52166004524260245260445ffd5b929190935f14612c28575050612bed60a06bffffffffffffffffffffffff81604082950151510151169301611acd565b1690818103612bfa575050565b7f73e890cc000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b829350612c466001600160a01b036020612c4c95015116945161178f565b8461398a565b15612c545750565b7f5deea945000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b67ffffffffffffffff905f60408051612c978161189d565b8151612ca281611903565b83815283602082015281528260208201520152612cc160608201611889565b926001600160a01b0360405194612cd786611903565b16845260208401526102c0612cef6102a08301611ce7565b9160405194612cfd8661189d565b85520135602084015216604082015290565b90919294939460405193612d2285611903565b30855260208501526001600160a01b037f000000000000000000000000000000000000000000000000000000000000000016926001600160a01b036020840151169251843b1561165457612df7975f97612e158995612e289460409889519d8e9c8d9b8c9a7f137c29fe000000000000000000000000000000000000000000000000000000008c52612dcb60048d018251602080916001600160a01b0381511684520151910152565b60208181015160448e015291015160648c015281516001600160a01b031660848c0152015160a48a0152565b60c488015260e48701526101406101048701526101448601906116c2565b91600319858403016101248601526124e9565b03925af180156124695761245d5750565b92919267ffffffffffffffff82116118b95760405191612e63601f8201601f19166020018461191f565b829481845281830111611654578281602093845f960137010152565b612e87611dd5565b6020612ee2612e94611e36565b82612e9d611f09565b8160405195869481808701998051918291018b5e8601908282015f8152815193849201905e0101905f8252805192839101825e015f815203601f19810183528261191f565b51902090612ef8612ef38280611ae6565b61355d565b906001600160a01b03612f25612f1e612f1360208501611889565b936040810190611b35565b3691612e39565b602081519101209160405193602085019586526040850152166060830152608082015260808152612f5760a08261191f565b51902090565b919091612f686127c1565b92612f738280611ae6565b90612f7d836134fd565b8552612f8c6101808301611889565b906001600160a01b036020870192168252612fa960408201611889565b9360408701946001600160a01b0360208751019116905260c082013590612fd08180611ae6565b94602082019567ffffffffffffffff612fe888611ce7565b166133ca576040013580840361339b57505b6101e0810135906101c0013581811761336d5750508061301991611ae6565b9261302383611acd565b88515f525f60205260405f209161303d60608b0193611d8e565b83526102a0860167ffffffffffffffff61305682611ce7565b16421015612b7b57506001600160a01b039051165f52600160205260018060405f206102c0880135908160081c5f5260205260ff60405f205491161c16146040835101511590811591613365575b50613338576bffffffffffffffffffffffff825151169060a08601916bffffffffffffffffffffffff6130d684611acd565b1603956bffffffffffffffffffffffff87116124bc576bffffffffffffffffffffffff82169687158015613321575b80156132e5575b6132c957508a518451516bffffffffffffffffffffffff16604051906020820192835260408201526040815261314360608261191f565b5190208951604001526131563682611991565b92838a51528760a085015287610160830161317090611942565b6fffffffffffffffffffffffffffffffff169061318c91613816565b9061319690611acd565b6bffffffffffffffffffffffff166131ad91613829565b6fffffffffffffffffffffffffffffffff166101608401528351602001516bffffffffffffffffffffffff166131e59260019261386d565b8351602001906bffffffffffffffffffffffff1690526fffffffffffffffffffffffffffffffff169060800152519283516bffffffffffffffffffffffff1601926bffffffffffffffffffffffff84116124bc576bffffffffffffffffffffffff60a0941690526040855151015260808101356101c0855151015201356101e0835151015267ffffffffffffffff61327c82611ce7565b16613285575050565b61329767ffffffffffffffff91611ce7565b1667ffffffffffffffff4216019067ffffffffffffffff82116124bc5760e067ffffffffffffffff9151510191169052565b6bffffffffffffffffffffffff88612abf610280839501611acd565b506bffffffffffffffffffffffff6133006102808401611acd565b168810801561310c57506bffffffffffffffffffffffff811688141561310c565b506bffffffffffffffffffffffff81168811613105565b88517f5720801e000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b90505f6130a4565b7f52a1d481000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b837f640c71ef000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b604081013590811580159061342b575b6133e5575050612ffa565b906133fb60e067ffffffffffffffff9301611ce7565b907f91cfead2000000000000000000000000000000000000000000000000000000005f526004521660245260445ffd5b5067ffffffffffffffff61344160e08301611ce7565b1615156133da565b906001600160a01b0316908133036134cd57805f525f60205260405f2078010000000000000000000000000000000000000000000000007fffffffffffffff00ffffffffffffffffffffffffffffffffffffffffffffffff8254161790557f71452125ef8fc453ad578ac435d03568465f10677a9b0edfa96a5da9c5cd26195f80a3565b507f7b0f3bab000000000000000000000000000000000000000000000000000000005f523360045260245260445ffd5b613505612152565b6020613512612e94611e36565b5190209067ffffffffffffffff6135386020613531612ef38580611ae6565b9301611ce7565b6040519260208401948552604084015216606082015260608152612f5760808261191f565b613565611e36565b61356d611f09565b6040518091602082019380516020819201865e820160208101915f83528051926020849201905e016020015f815203601f19810182526135ad908261191f565b519020906040517f892a11ccd5fce2bb9cbaabb9b68815a43ff200b323748524f85e05e4b0023448815281602082019061020091376102209020906135f6610200820182611b35565b369061360192612e39565b80519060200120610220820161361690611942565b6136236102408401611ce7565b6136306102608501611ce7565b9061363e6102808601611acd565b9261364c6102a08701611ce7565b946040519760208901998a52604089015260608801526fffffffffffffffffffffffffffffffff16608087015267ffffffffffffffff1660a086015267ffffffffffffffff1660c08501526bffffffffffffffffffffffff1660e084015267ffffffffffffffff166101008301526102c08101356101208301526102e001356101408201526101408152612f576101608261191f565b92916001600160a01b03604051927f095ea7b3000000000000000000000000000000000000000000000000000000005f521660045260245260205f60448180875af19260015f5114841615613738575b50604052565b3d15903b151516909216915f613732565b91906001600160a01b03604051917f095ea7b3000000000000000000000000000000000000000000000000000000005f52166004525f60245260205f60448180875af19260015f511484161561379f5750604052565b600184929415166137b8573b15153d151616915f613732565b833d5f823e3d90fd5b92916001600160a01b03604051927f095ea7b3000000000000000000000000000000000000000000000000000000005f521660045260245260205f60448180875af19260015f511484161561379f5750604052565b818102929181159184041417156124bc57565b8115613833570490565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601260045260245ffd5b919082039182116124bc57565b939291906138a2906bffffffffffffffffffffffff61389a858261389360a08b01611acd565b1698613ac8565b911690613816565b9115613932576bffffffffffffffffffffffff16808211156139115781613908826139026fffffffffffffffffffffffffffffffff6138fa896138f561390d986bffffffffffffffffffffffff9a613860565b613a79565b169788613816565b906124af565b613860565b1690565b6bffffffffffffffffffffffff9293509061392b91613860565b16905f9190565b6bffffffffffffffffffffffff61396f91166fffffffffffffffffffffffffffffffff6139688661396384876124af565b613829565b16926124af565b928015613833576bffffffffffffffffffffffff9193061690565b929190833b6139f4579061399e9291613cc0565b5060048110156139c7571591826139b457505090565b6001600160a01b03919250811691161490565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52602160045260245ffd5b6064601f19601f855f9660209896604051967f1626ba7e0000000000000000000000000000000000000000000000000000000088526004880152604060248801528160448801528587013786848287010152011601915afa7f1626ba7e000000000000000000000000000000000000000000000000000000005f5114601f3d11161690565b908015613ab657613aae6001917fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8401613829565b019015150290565b634e487b715f5260126020526024601cfd5b9061026082019167ffffffffffffffff613ae184611ce7565b1615613ca0576102408101613af581611ce7565b67ffffffffffffffff80613b0887611ce7565b1691161015613c525767ffffffffffffffff613b2382611ce7565b16421115613c315767ffffffffffffffff613b3d85611ce7565b16421015613c0f5767ffffffffffffffff80613bd2613bcc613bc6613b93613b6f4286613b698d611ce7565b16613860565b6fffffffffffffffffffffffffffffffff613b8c60808b01611942565b1690613816565b966fffffffffffffffffffffffffffffffff613b8c610220613bbf88613bb88c611ce7565b1642613860565b9301611942565b97611ce7565b93611ce7565b1691160367ffffffffffffffff81116124bc5767ffffffffffffffff169115613c025761214f926138f5916124af565b61214f92613963916124af565b506fffffffffffffffffffffffffffffffff925061390d915061022001611942565b506fffffffffffffffffffffffffffffffff925061390d9150608001611942565b8367ffffffffffffffff613c6f613c698294611ce7565b92611ce7565b917f1723e349000000000000000000000000000000000000000000000000000000005f52166004521660245260445ffd5b6fffffffffffffffffffffffffffffffff925061390d9150608001611942565b9060418303613cea57613ce39250602081013591604082359201355f1a90613cf4565b9192909190565b50505f9160029190565b91907f7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a08411613d6b579160209360809260ff5f9560405194855216868401526040830152606082015282805260015afa15612469575f516001600160a01b03811615613d6157905f905f90565b505f906001905f90565b5050505f916003919056",
}

// Offers is an auto generated Go binding around an Ethereum contract.
type Offers struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Offers) GetABI() abi.ABI {
	return c.abi
}

// NewOffers creates a new instance of Offers.
func NewOffers() *Offers {
	parsed, err := OffersMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Offers{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Offers) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address escrow, address permit2) returns()
func (offers *Offers) PackConstructor(escrow common.Address, permit2 common.Address) []byte {
	enc, err := offers.abi.Pack("", escrow, permit2)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackESCROW is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe681c4aa.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function ESCROW() view returns(address)
func (offers *Offers) PackESCROW() []byte {
	enc, err := offers.abi.Pack("ESCROW")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackESCROW is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe681c4aa.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function ESCROW() view returns(address)
func (offers *Offers) TryPackESCROW() ([]byte, error) {
	return offers.abi.Pack("ESCROW")
}

// UnpackESCROW is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe681c4aa.
//
// Solidity: function ESCROW() view returns(address)
func (offers *Offers) UnpackESCROW(data []byte) (common.Address, error) {
	out, err := offers.abi.Unpack("ESCROW", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackPERMIT2 is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6afdd850.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function PERMIT2() view returns(address)
func (offers *Offers) PackPERMIT2() []byte {
	enc, err := offers.abi.Pack("PERMIT2")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPERMIT2 is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6afdd850.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function PERMIT2() view returns(address)
func (offers *Offers) TryPackPERMIT2() ([]byte, error) {
	return offers.abi.Pack("PERMIT2")
}

// UnpackPERMIT2 is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x6afdd850.
//
// Solidity: function PERMIT2() view returns(address)
func (offers *Offers) UnpackPERMIT2(data []byte) (common.Address, error) {
	out, err := offers.abi.Unpack("PERMIT2", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackAskHash is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbb97601c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function askHash((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),bytes,uint128,uint64,uint64,uint96,uint64,uint256,bytes32),uint64) ask) pure returns(bytes32)
func (offers *Offers) PackAskHash(ask Ask) []byte {
	enc, err := offers.abi.Pack("askHash", ask)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackAskHash is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xbb97601c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function askHash((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),bytes,uint128,uint64,uint64,uint96,uint64,uint256,bytes32),uint64) ask) pure returns(bytes32)
func (offers *Offers) TryPackAskHash(ask Ask) ([]byte, error) {
	return offers.abi.Pack("askHash", ask)
}

// UnpackAskHash is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xbb97601c.
//
// Solidity: function askHash((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),bytes,uint128,uint64,uint64,uint96,uint64,uint256,bytes32),uint64) ask) pure returns(bytes32)
func (offers *Offers) UnpackAskHash(data []byte) ([32]byte, error) {
	out, err := offers.abi.Unpack("askHash", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackBidHash is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x75135449.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function bidHash((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),bytes,uint128,uint64,uint64,uint96,uint64,uint256,bytes32),address,bytes) bid) pure returns(bytes32)
func (offers *Offers) PackBidHash(bid Bid) []byte {
	enc, err := offers.abi.Pack("bidHash", bid)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackBidHash is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x75135449.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function bidHash((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),bytes,uint128,uint64,uint64,uint96,uint64,uint256,bytes32),address,bytes) bid) pure returns(bytes32)
func (offers *Offers) TryPackBidHash(bid Bid) ([]byte, error) {
	return offers.abi.Pack("bidHash", bid)
}

// UnpackBidHash is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x75135449.
//
// Solidity: function bidHash((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),bytes,uint128,uint64,uint64,uint96,uint64,uint256,bytes32),address,bytes) bid) pure returns(bytes32)
func (offers *Offers) UnpackBidHash(data []byte) ([32]byte, error) {
	out, err := offers.abi.Unpack("bidHash", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackCancelAsk is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa011d6ca.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function cancelAsk((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),bytes,uint128,uint64,uint64,uint96,uint64,uint256,bytes32),uint64) ask) returns()
func (offers *Offers) PackCancelAsk(ask Ask) []byte {
	enc, err := offers.abi.Pack("cancelAsk", ask)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCancelAsk is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xa011d6ca.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function cancelAsk((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),bytes,uint128,uint64,uint64,uint96,uint64,uint256,bytes32),uint64) ask) returns()
func (offers *Offers) TryPackCancelAsk(ask Ask) ([]byte, error) {
	return offers.abi.Pack("cancelAsk", ask)
}

// PackCancelBid is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x83723bab.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function cancelBid((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),bytes,uint128,uint64,uint64,uint96,uint64,uint256,bytes32),address,bytes) bid) returns()
func (offers *Offers) PackCancelBid(bid Bid) []byte {
	enc, err := offers.abi.Pack("cancelBid", bid)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCancelBid is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x83723bab.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function cancelBid((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),bytes,uint128,uint64,uint64,uint96,uint64,uint256,bytes32),address,bytes) bid) returns()
func (offers *Offers) TryPackCancelBid(bid Bid) ([]byte, error) {
	return offers.abi.Pack("cancelBid", bid)
}

// PackCancelNonces is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd3bc6e5a.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function cancelNonces(uint256 word, uint256 mask) returns()
func (offers *Offers) PackCancelNonces(word *big.Int, mask *big.Int) []byte {
	enc, err := offers.abi.Pack("cancelNonces", word, mask)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCancelNonces is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd3bc6e5a.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function cancelNonces(uint256 word, uint256 mask) returns()
func (offers *Offers) TryPackCancelNonces(word *big.Int, mask *big.Int) ([]byte, error) {
	return offers.abi.Pack("cancelNonces", word, mask)
}

// PackCancelledNonces is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6b9fa3e6.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function cancelledNonces(address maker, uint256 word) view returns(uint256 bits)
func (offers *Offers) PackCancelledNonces(maker common.Address, word *big.Int) []byte {
	enc, err := offers.abi.Pack("cancelledNonces", maker, word)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCancelledNonces is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x6b9fa3e6.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function cancelledNonces(address maker, uint256 word) view returns(uint256 bits)
func (offers *Offers) TryPackCancelledNonces(maker common.Address, word *big.Int) ([]byte, error) {
	return offers.abi.Pack("cancelledNonces", maker, word)
}

// UnpackCancelledNonces is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x6b9fa3e6.
//
// Solidity: function cancelledNonces(address maker, uint256 word) view returns(uint256 bits)
func (offers *Offers) UnpackCancelledNonces(data []byte) (*big.Int, error) {
	out, err := offers.abi.Unpack("cancelledNonces", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackDigest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3cb352b3.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function digest(bytes32 offer) view returns(bytes32)
func (offers *Offers) PackDigest(offer [32]byte) []byte {
	enc, err := offers.abi.Pack("digest", offer)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDigest is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3cb352b3.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function digest(bytes32 offer) view returns(bytes32)
func (offers *Offers) TryPackDigest(offer [32]byte) ([]byte, error) {
	return offers.abi.Pack("digest", offer)
}

// UnpackDigest is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x3cb352b3.
//
// Solidity: function digest(bytes32 offer) view returns(bytes32)
func (offers *Offers) UnpackDigest(data []byte) ([32]byte, error) {
	out, err := offers.abi.Unpack("digest", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackFillAsk is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x82546da4.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function fillAsk((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),bytes,uint128,uint64,uint64,uint96,uint64,uint256,bytes32),uint64) ask, bytes signature, (uint96,uint128,address,bool,uint256,uint256,bytes32,bytes) fill) returns(bytes32 id)
func (offers *Offers) PackFillAsk(ask Ask, signature []byte, fill AskFill) []byte {
	enc, err := offers.abi.Pack("fillAsk", ask, signature, fill)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackFillAsk is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x82546da4.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function fillAsk((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),bytes,uint128,uint64,uint64,uint96,uint64,uint256,bytes32),uint64) ask, bytes signature, (uint96,uint128,address,bool,uint256,uint256,bytes32,bytes) fill) returns(bytes32 id)
func (offers *Offers) TryPackFillAsk(ask Ask, signature []byte, fill AskFill) ([]byte, error) {
	return offers.abi.Pack("fillAsk", ask, signature, fill)
}

// UnpackFillAsk is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x82546da4.
//
// Solidity: function fillAsk((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),bytes,uint128,uint64,uint64,uint96,uint64,uint256,bytes32),uint64) ask, bytes signature, (uint96,uint128,address,bool,uint256,uint256,bytes32,bytes) fill) returns(bytes32 id)
func (offers *Offers) UnpackFillAsk(data []byte) ([32]byte, error) {
	out, err := offers.abi.Unpack("fillAsk", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackFillBid is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x643e7793.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function fillBid((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),bytes,uint128,uint64,uint64,uint96,uint64,uint256,bytes32),address,bytes) bid, bytes signature, (uint96,uint128,address,bool) fill) returns(bytes32 id)
func (offers *Offers) PackFillBid(bid Bid, signature []byte, fill BidFill) []byte {
	enc, err := offers.abi.Pack("fillBid", bid, signature, fill)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackFillBid is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x643e7793.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function fillBid((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),bytes,uint128,uint64,uint64,uint96,uint64,uint256,bytes32),address,bytes) bid, bytes signature, (uint96,uint128,address,bool) fill) returns(bytes32 id)
func (offers *Offers) TryPackFillBid(bid Bid, signature []byte, fill BidFill) ([]byte, error) {
	return offers.abi.Pack("fillBid", bid, signature, fill)
}

// UnpackFillBid is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x643e7793.
//
// Solidity: function fillBid((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),bytes,uint128,uint64,uint64,uint96,uint64,uint256,bytes32),address,bytes) bid, bytes signature, (uint96,uint128,address,bool) fill) returns(bytes32 id)
func (offers *Offers) UnpackFillBid(data []byte) ([32]byte, error) {
	out, err := offers.abi.Unpack("fillBid", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackOpenWithPermit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5d67409d.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function openWithPermit((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256) terms, address buyer, bytes32 salt, bytes params, bytes task, (uint256,uint256,uint8,bytes32,bytes32) permit) returns(bytes32)
func (offers *Offers) PackOpenWithPermit(terms Terms, buyer common.Address, salt [32]byte, params []byte, task []byte, permit Permit) []byte {
	enc, err := offers.abi.Pack("openWithPermit", terms, buyer, salt, params, task, permit)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackOpenWithPermit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x5d67409d.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function openWithPermit((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256) terms, address buyer, bytes32 salt, bytes params, bytes task, (uint256,uint256,uint8,bytes32,bytes32) permit) returns(bytes32)
func (offers *Offers) TryPackOpenWithPermit(terms Terms, buyer common.Address, salt [32]byte, params []byte, task []byte, permit Permit) ([]byte, error) {
	return offers.abi.Pack("openWithPermit", terms, buyer, salt, params, task, permit)
}

// UnpackOpenWithPermit is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x5d67409d.
//
// Solidity: function openWithPermit((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256) terms, address buyer, bytes32 salt, bytes params, bytes task, (uint256,uint256,uint8,bytes32,bytes32) permit) returns(bytes32)
func (offers *Offers) UnpackOpenWithPermit(data []byte) ([32]byte, error) {
	out, err := offers.abi.Unpack("openWithPermit", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackQuoteAsk is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x907b022f.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function quoteAsk((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),bytes,uint128,uint64,uint64,uint96,uint64,uint256,bytes32),uint64) ask, (uint96,uint128,address,bool,uint256,uint256,bytes32,bytes) fill) view returns((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256) terms, bytes32 salt)
func (offers *Offers) PackQuoteAsk(ask Ask, fill AskFill) []byte {
	enc, err := offers.abi.Pack("quoteAsk", ask, fill)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackQuoteAsk is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x907b022f.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function quoteAsk((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),bytes,uint128,uint64,uint64,uint96,uint64,uint256,bytes32),uint64) ask, (uint96,uint128,address,bool,uint256,uint256,bytes32,bytes) fill) view returns((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256) terms, bytes32 salt)
func (offers *Offers) TryPackQuoteAsk(ask Ask, fill AskFill) ([]byte, error) {
	return offers.abi.Pack("quoteAsk", ask, fill)
}

// QuoteAskOutput serves as a container for the return parameters of contract
// method QuoteAsk.
type QuoteAskOutput struct {
	Terms Terms
	Salt  [32]byte
}

// UnpackQuoteAsk is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x907b022f.
//
// Solidity: function quoteAsk((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),bytes,uint128,uint64,uint64,uint96,uint64,uint256,bytes32),uint64) ask, (uint96,uint128,address,bool,uint256,uint256,bytes32,bytes) fill) view returns((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256) terms, bytes32 salt)
func (offers *Offers) UnpackQuoteAsk(data []byte) (QuoteAskOutput, error) {
	out, err := offers.abi.Unpack("quoteAsk", data)
	outstruct := new(QuoteAskOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Terms = *abi.ConvertType(out[0], new(Terms)).(*Terms)
	outstruct.Salt = *abi.ConvertType(out[1], new([32]byte)).(*[32]byte)
	return *outstruct, nil
}

// PackQuoteBid is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfc24f1ce.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function quoteBid((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),bytes,uint128,uint64,uint64,uint96,uint64,uint256,bytes32),address,bytes) bid, uint96 quantity) view returns((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256) terms, bytes32 salt)
func (offers *Offers) PackQuoteBid(bid Bid, quantity *big.Int) []byte {
	enc, err := offers.abi.Pack("quoteBid", bid, quantity)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackQuoteBid is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xfc24f1ce.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function quoteBid((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),bytes,uint128,uint64,uint64,uint96,uint64,uint256,bytes32),address,bytes) bid, uint96 quantity) view returns((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256) terms, bytes32 salt)
func (offers *Offers) TryPackQuoteBid(bid Bid, quantity *big.Int) ([]byte, error) {
	return offers.abi.Pack("quoteBid", bid, quantity)
}

// QuoteBidOutput serves as a container for the return parameters of contract
// method QuoteBid.
type QuoteBidOutput struct {
	Terms Terms
	Salt  [32]byte
}

// UnpackQuoteBid is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xfc24f1ce.
//
// Solidity: function quoteBid((((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),bytes,uint128,uint64,uint64,uint96,uint64,uint256,bytes32),address,bytes) bid, uint96 quantity) view returns((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256) terms, bytes32 salt)
func (offers *Offers) UnpackQuoteBid(data []byte) (QuoteBidOutput, error) {
	out, err := offers.abi.Unpack("quoteBid", data)
	outstruct := new(QuoteBidOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Terms = *abi.ConvertType(out[0], new(Terms)).(*Terms)
	outstruct.Salt = *abi.ConvertType(out[1], new([32]byte)).(*[32]byte)
	return *outstruct, nil
}

// PackTakenOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb402f0c1.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function takenOf(bytes32 offer) view returns((uint96,uint96,bool))
func (offers *Offers) PackTakenOf(offer [32]byte) []byte {
	enc, err := offers.abi.Pack("takenOf", offer)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTakenOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xb402f0c1.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function takenOf(bytes32 offer) view returns((uint96,uint96,bool))
func (offers *Offers) TryPackTakenOf(offer [32]byte) ([]byte, error) {
	return offers.abi.Pack("takenOf", offer)
}

// UnpackTakenOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xb402f0c1.
//
// Solidity: function takenOf(bytes32 offer) view returns((uint96,uint96,bool))
func (offers *Offers) UnpackTakenOf(data []byte) (Taken, error) {
	out, err := offers.abi.Unpack("takenOf", data)
	if err != nil {
		return *new(Taken), err
	}
	out0 := *abi.ConvertType(out[0], new(Taken)).(*Taken)
	return out0, nil
}

// PackWitnessTypes is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4a338c7e.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function witnessTypes() pure returns(string bid, string ask)
func (offers *Offers) PackWitnessTypes() []byte {
	enc, err := offers.abi.Pack("witnessTypes")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackWitnessTypes is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x4a338c7e.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function witnessTypes() pure returns(string bid, string ask)
func (offers *Offers) TryPackWitnessTypes() ([]byte, error) {
	return offers.abi.Pack("witnessTypes")
}

// WitnessTypesOutput serves as a container for the return parameters of contract
// method WitnessTypes.
type WitnessTypesOutput struct {
	Bid string
	Ask string
}

// UnpackWitnessTypes is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x4a338c7e.
//
// Solidity: function witnessTypes() pure returns(string bid, string ask)
func (offers *Offers) UnpackWitnessTypes(data []byte) (WitnessTypesOutput, error) {
	out, err := offers.abi.Unpack("witnessTypes", data)
	outstruct := new(WitnessTypesOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Bid = *abi.ConvertType(out[0], new(string)).(*string)
	outstruct.Ask = *abi.ConvertType(out[1], new(string)).(*string)
	return *outstruct, nil
}

// OffersAskFilled represents a AskFilled event raised by the Offers contract.
type OffersAskFilled struct {
	Ask      [32]byte
	Id       [32]byte
	Provider common.Address
	Taker    common.Address
	Quantity *big.Int
	Price    *big.Int
	Filled   *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const OffersAskFilledEventName = "AskFilled"

// ContractEventName returns the user-defined event name.
func (OffersAskFilled) ContractEventName() string {
	return OffersAskFilledEventName
}

// UnpackAskFilledEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event AskFilled(bytes32 indexed ask, bytes32 indexed id, address indexed provider, address taker, uint96 quantity, uint128 price, uint96 filled)
func (offers *Offers) UnpackAskFilledEvent(log *types.Log) (*OffersAskFilled, error) {
	event := "AskFilled"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != offers.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(OffersAskFilled)
	if len(log.Data) > 0 {
		if err := offers.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range offers.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// OffersBidFilled represents a BidFilled event raised by the Offers contract.
type OffersBidFilled struct {
	Bid      [32]byte
	Id       [32]byte
	Buyer    common.Address
	Taker    common.Address
	Quantity *big.Int
	Price    *big.Int
	Filled   *big.Int
	Raw      *types.Log // Blockchain specific contextual infos
}

const OffersBidFilledEventName = "BidFilled"

// ContractEventName returns the user-defined event name.
func (OffersBidFilled) ContractEventName() string {
	return OffersBidFilledEventName
}

// UnpackBidFilledEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event BidFilled(bytes32 indexed bid, bytes32 indexed id, address indexed buyer, address taker, uint96 quantity, uint128 price, uint96 filled)
func (offers *Offers) UnpackBidFilledEvent(log *types.Log) (*OffersBidFilled, error) {
	event := "BidFilled"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != offers.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(OffersBidFilled)
	if len(log.Data) > 0 {
		if err := offers.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range offers.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// OffersNoncesCancelled represents a NoncesCancelled event raised by the Offers contract.
type OffersNoncesCancelled struct {
	Maker common.Address
	Word  *big.Int
	Mask  *big.Int
	Raw   *types.Log // Blockchain specific contextual infos
}

const OffersNoncesCancelledEventName = "NoncesCancelled"

// ContractEventName returns the user-defined event name.
func (OffersNoncesCancelled) ContractEventName() string {
	return OffersNoncesCancelledEventName
}

// UnpackNoncesCancelledEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event NoncesCancelled(address indexed maker, uint256 indexed word, uint256 mask)
func (offers *Offers) UnpackNoncesCancelledEvent(log *types.Log) (*OffersNoncesCancelled, error) {
	event := "NoncesCancelled"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != offers.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(OffersNoncesCancelled)
	if len(log.Data) > 0 {
		if err := offers.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range offers.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// OffersOfferCancelled represents a OfferCancelled event raised by the Offers contract.
type OffersOfferCancelled struct {
	Offer [32]byte
	Maker common.Address
	Raw   *types.Log // Blockchain specific contextual infos
}

const OffersOfferCancelledEventName = "OfferCancelled"

// ContractEventName returns the user-defined event name.
func (OffersOfferCancelled) ContractEventName() string {
	return OffersOfferCancelledEventName
}

// UnpackOfferCancelledEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event OfferCancelled(bytes32 indexed offer, address indexed maker)
func (offers *Offers) UnpackOfferCancelledEvent(log *types.Log) (*OffersOfferCancelled, error) {
	event := "OfferCancelled"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != offers.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(OffersOfferCancelled)
	if len(log.Data) > 0 {
		if err := offers.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range offers.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (offers *Offers) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], offers.abi.Errors["Offers_AskWithSealingKey"].ID.Bytes()[:4]) {
		return offers.UnpackOffersAskWithSealingKeyError(raw[4:])
	}
	if bytes.Equal(raw[:4], offers.abi.Errors["Offers_Cancelled"].ID.Bytes()[:4]) {
		return offers.UnpackOffersCancelledError(raw[4:])
	}
	if bytes.Equal(raw[:4], offers.abi.Errors["Offers_EscrowWithoutCode"].ID.Bytes()[:4]) {
		return offers.UnpackOffersEscrowWithoutCodeError(raw[4:])
	}
	if bytes.Equal(raw[:4], offers.abi.Errors["Offers_Expired"].ID.Bytes()[:4]) {
		return offers.UnpackOffersExpiredError(raw[4:])
	}
	if bytes.Equal(raw[:4], offers.abi.Errors["Offers_HolderDidNotAgree"].ID.Bytes()[:4]) {
		return offers.UnpackOffersHolderDidNotAgreeError(raw[4:])
	}
	if bytes.Equal(raw[:4], offers.abi.Errors["Offers_NotMaker"].ID.Bytes()[:4]) {
		return offers.UnpackOffersNotMakerError(raw[4:])
	}
	if bytes.Equal(raw[:4], offers.abi.Errors["Offers_NotWhole"].ID.Bytes()[:4]) {
		return offers.UnpackOffersNotWholeError(raw[4:])
	}
	if bytes.Equal(raw[:4], offers.abi.Errors["Offers_PriceTooHigh"].ID.Bytes()[:4]) {
		return offers.UnpackOffersPriceTooHighError(raw[4:])
	}
	if bytes.Equal(raw[:4], offers.abi.Errors["Offers_PriceTooLow"].ID.Bytes()[:4]) {
		return offers.UnpackOffersPriceTooLowError(raw[4:])
	}
	if bytes.Equal(raw[:4], offers.abi.Errors["Offers_QuantityInvalid"].ID.Bytes()[:4]) {
		return offers.UnpackOffersQuantityInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], offers.abi.Errors["Offers_RampInvalid"].ID.Bytes()[:4]) {
		return offers.UnpackOffersRampInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], offers.abi.Errors["Offers_ReviewInvalid"].ID.Bytes()[:4]) {
		return offers.UnpackOffersReviewInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], offers.abi.Errors["Offers_ReviewWithoutTransfer"].ID.Bytes()[:4]) {
		return offers.UnpackOffersReviewWithoutTransferError(raw[4:])
	}
	if bytes.Equal(raw[:4], offers.abi.Errors["Offers_SignatureInvalid"].ID.Bytes()[:4]) {
		return offers.UnpackOffersSignatureInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], offers.abi.Errors["Offers_TaskInvalid"].ID.Bytes()[:4]) {
		return offers.UnpackOffersTaskInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], offers.abi.Errors["ReentrancyGuardReentrantCall"].ID.Bytes()[:4]) {
		return offers.UnpackReentrancyGuardReentrantCallError(raw[4:])
	}
	if bytes.Equal(raw[:4], offers.abi.Errors["SafeERC20FailedOperation"].ID.Bytes()[:4]) {
		return offers.UnpackSafeERC20FailedOperationError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// OffersOffersAskWithSealingKey represents a Offers_AskWithSealingKey error raised by the Offers contract.
type OffersOffersAskWithSealingKey struct {
	SealX *big.Int
	SealY *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Offers_AskWithSealingKey(uint256 sealX, uint256 sealY)
func OffersOffersAskWithSealingKeyErrorID() common.Hash {
	return common.HexToHash("0x52a1d481bcf971a4047f8b25982e26e2b49243305b2615b1d1683f1a99af8a48")
}

// UnpackOffersAskWithSealingKeyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Offers_AskWithSealingKey(uint256 sealX, uint256 sealY)
func (offers *Offers) UnpackOffersAskWithSealingKeyError(raw []byte) (*OffersOffersAskWithSealingKey, error) {
	out := new(OffersOffersAskWithSealingKey)
	if err := offers.abi.UnpackIntoInterface(out, "Offers_AskWithSealingKey", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// OffersOffersCancelled represents a Offers_Cancelled error raised by the Offers contract.
type OffersOffersCancelled struct {
	Offer [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Offers_Cancelled(bytes32 offer)
func OffersOffersCancelledErrorID() common.Hash {
	return common.HexToHash("0x5720801e2702d2af714894b44b5ebf6ad2b860b0fd817d68c217d6fef09ccefa")
}

// UnpackOffersCancelledError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Offers_Cancelled(bytes32 offer)
func (offers *Offers) UnpackOffersCancelledError(raw []byte) (*OffersOffersCancelled, error) {
	out := new(OffersOffersCancelled)
	if err := offers.abi.UnpackIntoInterface(out, "Offers_Cancelled", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// OffersOffersEscrowWithoutCode represents a Offers_EscrowWithoutCode error raised by the Offers contract.
type OffersOffersEscrowWithoutCode struct {
	Escrow common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Offers_EscrowWithoutCode(address escrow)
func OffersOffersEscrowWithoutCodeErrorID() common.Hash {
	return common.HexToHash("0x1918c5b0d2d163cc538d102e252a0e904b89278637d01a5eff5b4c0e5b14f6d1")
}

// UnpackOffersEscrowWithoutCodeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Offers_EscrowWithoutCode(address escrow)
func (offers *Offers) UnpackOffersEscrowWithoutCodeError(raw []byte) (*OffersOffersEscrowWithoutCode, error) {
	out := new(OffersOffersEscrowWithoutCode)
	if err := offers.abi.UnpackIntoInterface(out, "Offers_EscrowWithoutCode", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// OffersOffersExpired represents a Offers_Expired error raised by the Offers contract.
type OffersOffersExpired struct {
	Expiry    uint64
	Timestamp *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Offers_Expired(uint64 expiry, uint256 timestamp)
func OffersOffersExpiredErrorID() common.Hash {
	return common.HexToHash("0x27ee6bd9dd652e54e3366dc8d0050527e574802622e2278dafc6b9eb195020b8")
}

// UnpackOffersExpiredError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Offers_Expired(uint64 expiry, uint256 timestamp)
func (offers *Offers) UnpackOffersExpiredError(raw []byte) (*OffersOffersExpired, error) {
	out := new(OffersOffersExpired)
	if err := offers.abi.UnpackIntoInterface(out, "Offers_Expired", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// OffersOffersHolderDidNotAgree represents a Offers_HolderDidNotAgree error raised by the Offers contract.
type OffersOffersHolderDidNotAgree struct {
	Holder common.Address
	Caller common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Offers_HolderDidNotAgree(address holder, address caller)
func OffersOffersHolderDidNotAgreeErrorID() common.Hash {
	return common.HexToHash("0x7d7482210e357e0011f3f47e22e955b963e85ee0f7f7056a31f6ca415153720a")
}

// UnpackOffersHolderDidNotAgreeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Offers_HolderDidNotAgree(address holder, address caller)
func (offers *Offers) UnpackOffersHolderDidNotAgreeError(raw []byte) (*OffersOffersHolderDidNotAgree, error) {
	out := new(OffersOffersHolderDidNotAgree)
	if err := offers.abi.UnpackIntoInterface(out, "Offers_HolderDidNotAgree", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// OffersOffersNotMaker represents a Offers_NotMaker error raised by the Offers contract.
type OffersOffersNotMaker struct {
	Caller common.Address
	Maker  common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Offers_NotMaker(address caller, address maker)
func OffersOffersNotMakerErrorID() common.Hash {
	return common.HexToHash("0x7b0f3bab5d9be780c2a7acdd7c4431616cfb0042700a5d74b1a654f08660c5de")
}

// UnpackOffersNotMakerError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Offers_NotMaker(address caller, address maker)
func (offers *Offers) UnpackOffersNotMakerError(raw []byte) (*OffersOffersNotMaker, error) {
	out := new(OffersOffersNotMaker)
	if err := offers.abi.UnpackIntoInterface(out, "Offers_NotMaker", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// OffersOffersNotWhole represents a Offers_NotWhole error raised by the Offers contract.
type OffersOffersNotWhole struct {
	Quantity *big.Int
	Total    *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Offers_NotWhole(uint96 quantity, uint96 total)
func OffersOffersNotWholeErrorID() common.Hash {
	return common.HexToHash("0x73e890ccc5b2a9acdef998f8d3162b71d3723320e07bb1369d9f32605b4dab8e")
}

// UnpackOffersNotWholeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Offers_NotWhole(uint96 quantity, uint96 total)
func (offers *Offers) UnpackOffersNotWholeError(raw []byte) (*OffersOffersNotWhole, error) {
	out := new(OffersOffersNotWhole)
	if err := offers.abi.UnpackIntoInterface(out, "Offers_NotWhole", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// OffersOffersPriceTooHigh represents a Offers_PriceTooHigh error raised by the Offers contract.
type OffersOffersPriceTooHigh struct {
	Price    *big.Int
	MaxPrice *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Offers_PriceTooHigh(uint128 price, uint128 maxPrice)
func OffersOffersPriceTooHighErrorID() common.Hash {
	return common.HexToHash("0x2cacf4955d59e80d172b109ad24d1749282b2edc4c6dc87ed5d8f118f3afd951")
}

// UnpackOffersPriceTooHighError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Offers_PriceTooHigh(uint128 price, uint128 maxPrice)
func (offers *Offers) UnpackOffersPriceTooHighError(raw []byte) (*OffersOffersPriceTooHigh, error) {
	out := new(OffersOffersPriceTooHigh)
	if err := offers.abi.UnpackIntoInterface(out, "Offers_PriceTooHigh", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// OffersOffersPriceTooLow represents a Offers_PriceTooLow error raised by the Offers contract.
type OffersOffersPriceTooLow struct {
	Price    *big.Int
	MinPrice *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Offers_PriceTooLow(uint128 price, uint128 minPrice)
func OffersOffersPriceTooLowErrorID() common.Hash {
	return common.HexToHash("0x576d6b6f33b40ca01f014781e7c636bd4aeadff9445d92453a908ca739f0f0af")
}

// UnpackOffersPriceTooLowError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Offers_PriceTooLow(uint128 price, uint128 minPrice)
func (offers *Offers) UnpackOffersPriceTooLowError(raw []byte) (*OffersOffersPriceTooLow, error) {
	out := new(OffersOffersPriceTooLow)
	if err := offers.abi.UnpackIntoInterface(out, "Offers_PriceTooLow", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// OffersOffersQuantityInvalid represents a Offers_QuantityInvalid error raised by the Offers contract.
type OffersOffersQuantityInvalid struct {
	Quantity *big.Int
	MinFill  *big.Int
	Left     *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Offers_QuantityInvalid(uint96 quantity, uint96 minFill, uint96 left)
func OffersOffersQuantityInvalidErrorID() common.Hash {
	return common.HexToHash("0xdf455022c92d8afaa7c57b035863b98883afacad95cc13457656dbe37d143808")
}

// UnpackOffersQuantityInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Offers_QuantityInvalid(uint96 quantity, uint96 minFill, uint96 left)
func (offers *Offers) UnpackOffersQuantityInvalidError(raw []byte) (*OffersOffersQuantityInvalid, error) {
	out := new(OffersOffersQuantityInvalid)
	if err := offers.abi.UnpackIntoInterface(out, "Offers_QuantityInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// OffersOffersRampInvalid represents a Offers_RampInvalid error raised by the Offers contract.
type OffersOffersRampInvalid struct {
	RampStart uint64
	RampEnd   uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Offers_RampInvalid(uint64 rampStart, uint64 rampEnd)
func OffersOffersRampInvalidErrorID() common.Hash {
	return common.HexToHash("0x1723e3495130caaff7dadaed82502adea35a1d6ecf4de9251f9daa0a8aba6cc0")
}

// UnpackOffersRampInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Offers_RampInvalid(uint64 rampStart, uint64 rampEnd)
func (offers *Offers) UnpackOffersRampInvalidError(raw []byte) (*OffersOffersRampInvalid, error) {
	out := new(OffersOffersRampInvalid)
	if err := offers.abi.UnpackIntoInterface(out, "Offers_RampInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// OffersOffersReviewInvalid represents a Offers_ReviewInvalid error raised by the Offers contract.
type OffersOffersReviewInvalid struct {
	TaskHash [32]byte
	AcceptBy uint64
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Offers_ReviewInvalid(bytes32 taskHash, uint64 acceptBy)
func OffersOffersReviewInvalidErrorID() common.Hash {
	return common.HexToHash("0x91cfead2bbf42f02cc15f975f57ab4d98e1f46596f93d5f56d3c9242b756ca81")
}

// UnpackOffersReviewInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Offers_ReviewInvalid(bytes32 taskHash, uint64 acceptBy)
func (offers *Offers) UnpackOffersReviewInvalidError(raw []byte) (*OffersOffersReviewInvalid, error) {
	out := new(OffersOffersReviewInvalid)
	if err := offers.abi.UnpackIntoInterface(out, "Offers_ReviewInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// OffersOffersReviewWithoutTransfer represents a Offers_ReviewWithoutTransfer error raised by the Offers contract.
type OffersOffersReviewWithoutTransfer struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Offers_ReviewWithoutTransfer()
func OffersOffersReviewWithoutTransferErrorID() common.Hash {
	return common.HexToHash("0xf5dd14a671b3c1cfba923278d9e96de13572558230b18c468eec45cc0b8e72ad")
}

// UnpackOffersReviewWithoutTransferError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Offers_ReviewWithoutTransfer()
func (offers *Offers) UnpackOffersReviewWithoutTransferError(raw []byte) (*OffersOffersReviewWithoutTransfer, error) {
	out := new(OffersOffersReviewWithoutTransfer)
	if err := offers.abi.UnpackIntoInterface(out, "Offers_ReviewWithoutTransfer", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// OffersOffersSignatureInvalid represents a Offers_SignatureInvalid error raised by the Offers contract.
type OffersOffersSignatureInvalid struct {
	Maker common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Offers_SignatureInvalid(address maker)
func OffersOffersSignatureInvalidErrorID() common.Hash {
	return common.HexToHash("0x5deea9459a87bbbf1ef242e54eeb1da6f1738fb9c3a5f3fe7b594f63206cd602")
}

// UnpackOffersSignatureInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Offers_SignatureInvalid(address maker)
func (offers *Offers) UnpackOffersSignatureInvalidError(raw []byte) (*OffersOffersSignatureInvalid, error) {
	out := new(OffersOffersSignatureInvalid)
	if err := offers.abi.UnpackIntoInterface(out, "Offers_SignatureInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// OffersOffersTaskInvalid represents a Offers_TaskInvalid error raised by the Offers contract.
type OffersOffersTaskInvalid struct {
	TaskHash [32]byte
	Asked    [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Offers_TaskInvalid(bytes32 taskHash, bytes32 asked)
func OffersOffersTaskInvalidErrorID() common.Hash {
	return common.HexToHash("0x640c71ef080aae2117cb7de7ea8599f7555ac0d3e53d10e3a1cba171a318118e")
}

// UnpackOffersTaskInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Offers_TaskInvalid(bytes32 taskHash, bytes32 asked)
func (offers *Offers) UnpackOffersTaskInvalidError(raw []byte) (*OffersOffersTaskInvalid, error) {
	out := new(OffersOffersTaskInvalid)
	if err := offers.abi.UnpackIntoInterface(out, "Offers_TaskInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// OffersReentrancyGuardReentrantCall represents a ReentrancyGuardReentrantCall error raised by the Offers contract.
type OffersReentrancyGuardReentrantCall struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ReentrancyGuardReentrantCall()
func OffersReentrancyGuardReentrantCallErrorID() common.Hash {
	return common.HexToHash("0x3ee5aeb571de7fc460830b4d0017439a1ca56fb0bc39062227ade4fe4a24c1ca")
}

// UnpackReentrancyGuardReentrantCallError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ReentrancyGuardReentrantCall()
func (offers *Offers) UnpackReentrancyGuardReentrantCallError(raw []byte) (*OffersReentrancyGuardReentrantCall, error) {
	out := new(OffersReentrancyGuardReentrantCall)
	if err := offers.abi.UnpackIntoInterface(out, "ReentrancyGuardReentrantCall", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// OffersSafeERC20FailedOperation represents a SafeERC20FailedOperation error raised by the Offers contract.
type OffersSafeERC20FailedOperation struct {
	Token common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error SafeERC20FailedOperation(address token)
func OffersSafeERC20FailedOperationErrorID() common.Hash {
	return common.HexToHash("0x5274afe73c98b4749fc91ffae6b7b574e7842cb2144a159e9377a5f20b32edf9")
}

// UnpackSafeERC20FailedOperationError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error SafeERC20FailedOperation(address token)
func (offers *Offers) UnpackSafeERC20FailedOperationError(raw []byte) (*OffersSafeERC20FailedOperation, error) {
	out := new(OffersSafeERC20FailedOperation)
	if err := offers.abi.UnpackIntoInterface(out, "SafeERC20FailedOperation", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PositionDescriptorMetaData contains all meta data concerning the PositionDescriptor contract.
var PositionDescriptorMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"},{\"internalType\":\"bool\",\"name\":\"isBuyers\",\"type\":\"bool\"},{\"components\":[{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"uint88\",\"name\":\"delivered\",\"type\":\"uint88\"},{\"internalType\":\"enumEnd\",\"name\":\"end\",\"type\":\"uint8\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"cursor\",\"type\":\"uint64\"}],\"internalType\":\"structState\",\"name\":\"state\",\"type\":\"tuple\"}],\"name\":\"tokenURI\",\"outputs\":[{\"internalType\":\"string\",\"name\":\"\",\"type\":\"string\"}],\"stateMutability\":\"pure\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"value\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"}],\"name\":\"StringsInsufficientHexLength\",\"type\":\"error\"}]",
	ID:  "0b9684ff082d5dab90b0e780dee93fc96e",
	Bin: "0x60808060405234601557610d3e908161001a8239f35b5f80fdfe60806040526004361015610011575f80fd5b5f3560e01c634841285514610024575f80fd5b346106c05760e07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126106c05760043560243580151581036106c05760a07fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffbc3601126106c05781906040519261009d60808561081d565b60428452602084019260603685378451156107f057603084538451600110156107f0576078602186015360415b600181116107705750610740575015610702576040516100eb60408261081d565b600581527f62757965720000000000000000000000000000000000000000000000000000006020820152905b60409261015981855161012a878261081d565b600781527f666f7277617264000000000000000000000000000000000000000000000000006020820152610889565b9061019984865161016a888261081d565b600481527f73696465000000000000000000000000000000000000000000000000000000006020820152610889565b6064356affffffffffffffffffffff81168091036106c0576101bd6101f891610957565b87516101c9898261081d565b600981527f64656c69766572656400000000000000000000000000000000000000000000006020820152610889565b9260c43567ffffffffffffffff81168091036106c05761021a61025591610957565b88516102268a8261081d565b600681527f637572736f7200000000000000000000000000000000000000000000000000006020820152610889565b9260a43573ffffffffffffffffffffffffffffffffffffffff81168091036106c0576106c4576102f0885161028a8a8261081d565b600281527f6e6f00000000000000000000000000000000000000000000000000000000000060208201525b89516102c18b8261081d565b600881527f61636365707465640000000000000000000000000000000000000000000000006020820152610889565b9360843560038110156106c05761030690610adc565b8951906103138b8361081d565b600382527f656e640000000000000000000000000000000000000000000000000000000000602083015261034691610889565b89519586926020840198805160208192018b5e8401602081017f2c00000000000000000000000000000000000000000000000000000000000000905281516020819301602183015e01602001600181017f2c00000000000000000000000000000000000000000000000000000000000000905281516020819301600283015e01600101600181017f2c00000000000000000000000000000000000000000000000000000000000000905281516020819301600283015e01600101600181015f905203600101601f198101855261041c908561081d565b8751968796602088017f7b226e616d65223a22546572636574200000000000000000000000000000000090528151926020830193808560308c015e890190603082017f20706f736974696f6e20000000000000000000000000000000000000000000009052518092603a83015e0160300190600a82017f222c226465736372697074696f6e223a225468652000000000000000000000009052518092601f83015e01600a01601581017f27732073696465206f66206120636f6d7075746520666f72776172642e2054659052603581017f726d732061726520696e20746865206576656e74204f70656e6564206f6620749052605581017f6869732069642e000000000000000000000000000000000000000000000000009052605c81017f222c2261747472696275746573223a5b00000000000000000000000000000000905281516020819301606c83015e01601501605781017f2c00000000000000000000000000000000000000000000000000000000000000905281516020819301605883015e0160570190600182017f2c000000000000000000000000000000000000000000000000000000000000009052518092600283015e01600101600181017f5d7d0000000000000000000000000000000000000000000000000000000000009052036001017fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe281018252600201610635908261081d565b61063e90610bd3565b9080518060208101937f646174613a6170706c69636174696f6e2f6a736f6e3b6261736536342c000000855280516020819201603d84015e8101603d81015f905203603d01601f1981018252610694908261081d565b8151928391602083525180918160208501528484015e82818301015f9052601f01601f19168101030190f35b5f80fd5b6102f088516106d38a8261081d565b600381527f796573000000000000000000000000000000000000000000000000000000000060208201526102b5565b60405161071060408261081d565b600881527f70726f7669646572000000000000000000000000000000000000000000000000602082015290610117565b7fe22e27eb000000000000000000000000000000000000000000000000000000005f52600452602060245260445ffd5b90600f811660108110156107f05786518310156107f0577f3031323334353637383961626364656600000000000000000000000000000000901a8683016020015360041c9080156107c3575f19016100ca565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b90601f601f19910116810190811067ffffffffffffffff82111761084057604052565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b67ffffffffffffffff811161084057601f01601f191660200190565b6002600b61095492602f602080966040519788947f7b2274726169745f74797065223a220000000000000000000000000000000000828701528051918291018587015e8401907f222c2276616c7565223a2200000000000000000000000000000000000000000084830152805192839101603a83015e01017f227d0000000000000000000000000000000000000000000000000000000000008382015203017fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe281018452018261081d565b90565b805f917a184f03e93ff9f4daa797ed6e38ed64bf6a1f010000000000000000821015610ab4575b806d04ee2d6d415b85acef8100000000600a921015610a99575b662386f26fc10000811015610a85575b6305f5e100811015610a74575b612710811015610a65575b6064811015610a57575b1015610a4c575b600a5f1960216001850194601f19610a016109eb8861086d565b976109f9604051998a61081d565b80895261086d565b013660208801378501015b01917f30313233343536373839616263646566000000000000000000000000000000008282061a8353048015610a47575f19600a9192610a0c565b505090565b6001909101906109d1565b6064600291049301926109ca565b612710600491049301926109c0565b6305f5e100600891049301926109b5565b662386f26fc10000601091049301926109a8565b6d04ee2d6d415b85acef810000000060209104930192610998565b50604091507a184f03e93ff9f4daa797ed6e38ed64bf6a1f010000000000000000810461097e565b6003811015610ba65760018114610b6a57600214610b2f57604051610b0260408261081d565b600481527f6e6f6e6500000000000000000000000000000000000000000000000000000000602082015290565b604051610b3d60408261081d565b600681527f636c6f7365640000000000000000000000000000000000000000000000000000602082015290565b50604051610b7960408261081d565b600981527f7265636c61696d65640000000000000000000000000000000000000000000000602082015290565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52602160045260245ffd5b90815115610d28578151600281018091116107c35760039004908160021b917f3fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff8116036107c357604051917f4142434445464748494a4b4c4d4e4f505152535455565758595a616263646566601f527f6768696a6b6c6d6e6f707172737475767778797a303132333435363738392b2f603f52602083018480518101602081018051915f82525b808910610cec5750602095969750906003929152510680600114610cb957600214610cac575b50808452830101604052565b5f19603d9101535f610ca0565b507ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe81603d5f198194015301535f610ca0565b939760036004910198603f8a51818160121c165183538181600c1c16516001840153818160061c16516002840153165160038201530193610c7a565b9050604051610d3860208261081d565b5f81529056",
}

// PositionDescriptor is an auto generated Go binding around an Ethereum contract.
type PositionDescriptor struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *PositionDescriptor) GetABI() abi.ABI {
	return c.abi
}

// NewPositionDescriptor creates a new instance of PositionDescriptor.
func NewPositionDescriptor() *PositionDescriptor {
	parsed, err := PositionDescriptorMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &PositionDescriptor{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *PositionDescriptor) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackTokenURI is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x48412855.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function tokenURI(bytes32 id, bool isBuyers, (address,uint88,uint8,address,uint64) state) pure returns(string)
func (positionDescriptor *PositionDescriptor) PackTokenURI(id [32]byte, isBuyers bool, state State) []byte {
	enc, err := positionDescriptor.abi.Pack("tokenURI", id, isBuyers, state)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTokenURI is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x48412855.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function tokenURI(bytes32 id, bool isBuyers, (address,uint88,uint8,address,uint64) state) pure returns(string)
func (positionDescriptor *PositionDescriptor) TryPackTokenURI(id [32]byte, isBuyers bool, state State) ([]byte, error) {
	return positionDescriptor.abi.Pack("tokenURI", id, isBuyers, state)
}

// UnpackTokenURI is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x48412855.
//
// Solidity: function tokenURI(bytes32 id, bool isBuyers, (address,uint88,uint8,address,uint64) state) pure returns(string)
func (positionDescriptor *PositionDescriptor) UnpackTokenURI(data []byte) (string, error) {
	out, err := positionDescriptor.abi.Unpack("tokenURI", data)
	if err != nil {
		return *new(string), err
	}
	out0 := *abi.ConvertType(out[0], new(string)).(*string)
	return out0, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (positionDescriptor *PositionDescriptor) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], positionDescriptor.abi.Errors["StringsInsufficientHexLength"].ID.Bytes()[:4]) {
		return positionDescriptor.UnpackStringsInsufficientHexLengthError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// PositionDescriptorStringsInsufficientHexLength represents a StringsInsufficientHexLength error raised by the PositionDescriptor contract.
type PositionDescriptorStringsInsufficientHexLength struct {
	Value  *big.Int
	Length *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error StringsInsufficientHexLength(uint256 value, uint256 length)
func PositionDescriptorStringsInsufficientHexLengthErrorID() common.Hash {
	return common.HexToHash("0xe22e27eb9593f9947dc34771120a3349dd201c662753f0b60502fc1d8e422233")
}

// UnpackStringsInsufficientHexLengthError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error StringsInsufficientHexLength(uint256 value, uint256 length)
func (positionDescriptor *PositionDescriptor) UnpackStringsInsufficientHexLengthError(raw []byte) (*PositionDescriptorStringsInsufficientHexLength, error) {
	out := new(PositionDescriptorStringsInsufficientHexLength)
	if err := positionDescriptor.abi.UnpackIntoInterface(out, "StringsInsufficientHexLength", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PredicateRegistryMetaData contains all meta data concerning the PredicateRegistry contract.
var PredicateRegistryMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"address\",\"name\":\"registrant\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"}],\"name\":\"countOf\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"codeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"circuit\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"key\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"transcript\",\"type\":\"bytes32\"},{\"internalType\":\"string\",\"name\":\"manifest\",\"type\":\"string\"}],\"internalType\":\"structIPredicateRegistry.Claim\",\"name\":\"claim\",\"type\":\"tuple\"}],\"name\":\"register\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"index\",\"type\":\"uint256\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"registrant\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"index\",\"type\":\"uint256\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"codeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"circuit\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"key\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"transcript\",\"type\":\"bytes32\"},{\"internalType\":\"string\",\"name\":\"manifest\",\"type\":\"string\"}],\"internalType\":\"structIPredicateRegistry.Claim\",\"name\":\"claim\",\"type\":\"tuple\"}],\"name\":\"registeredAt\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"blockNumber\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"address\",\"name\":\"registrant\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"index\",\"type\":\"uint256\"},{\"components\":[{\"internalType\":\"bytes32\",\"name\":\"codeHash\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"circuit\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"key\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"transcript\",\"type\":\"bytes32\"},{\"internalType\":\"string\",\"name\":\"manifest\",\"type\":\"string\"}],\"indexed\":false,\"internalType\":\"structIPredicateRegistry.Claim\",\"name\":\"claim\",\"type\":\"tuple\"}],\"name\":\"Registered\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"claimed\",\"type\":\"bytes32\"},{\"internalType\":\"bytes32\",\"name\":\"actual\",\"type\":\"bytes32\"}],\"name\":\"PredicateRegistry_CodeOther\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"}],\"name\":\"PredicateRegistry_PredicateWithoutCode\",\"type\":\"error\"}]",
	ID:  "0788c1b6ad14f1868bda4a92f95e51b1a3",
	Bin: "0x6080806040523460155761054f908161001a8239f35b5f80fdfe60806040526004361015610011575f80fd5b5f3560e01c806337f6fd0914610307578063c4f82356146100e35763e35aa7a41461003a575f80fd5b346100df5760807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126100df57610071610392565b6100796103b5565b6064359167ffffffffffffffff83116100df5760a07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc84360301126100df576100c9926004019160443591610493565b5f526001602052602060405f2054604051908152f35b5f80fd5b346100df5760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126100df5761011a610392565b6024359067ffffffffffffffff82116100df5760a07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc8360040193360301126100df57803b156102c557803f823580910361027b5750335f525f60205260405f2073ffffffffffffffffffffffffffffffffffffffff82165f5260205260405f205490600182019283831161024e57602093335f525f855260405f2073ffffffffffffffffffffffffffffffffffffffff84165f52855260405f20556101e281848433610493565b5f52600184524360405f20557f4cbe789b0d55a5fe54c411eb94e69d8b41ce92b3bc7924a959f39615c45020aa73ffffffffffffffffffffffffffffffffffffffff60405193858552604087860152169280610243339460408301906103d8565b0390a3604051908152f35b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b73ffffffffffffffffffffffffffffffffffffffff823f927fcdc390ac000000000000000000000000000000000000000000000000000000005f521660045260245260445260645ffd5b73ffffffffffffffffffffffffffffffffffffffff907f1901133d000000000000000000000000000000000000000000000000000000005f521660045260245ffd5b346100df5760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126100df5761033e610392565b73ffffffffffffffffffffffffffffffffffffffff61035b6103b5565b91165f525f60205273ffffffffffffffffffffffffffffffffffffffff60405f2091165f52602052602060405f2054604051908152f35b6004359073ffffffffffffffffffffffffffffffffffffffff821682036100df57565b6024359073ffffffffffffffffffffffffffffffffffffffff821682036100df57565b8035825260208101356020830152604081013560408301526060810135606083015260808101357fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe1823603018112156100df5701906020823592019167ffffffffffffffff81116100df5780360383136100df57601f817fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe09260c09560a060808701528160a0870152868601375f8582860101520116010190565b927fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0916104fc601f9273ffffffffffffffffffffffffffffffffffffffff9560405196879481602087019a168a52166040850152606084015260808084015260a08301906103d8565b0382810184520116810181811067ffffffffffffffff8211176105225760405251902090565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd",
}

// PredicateRegistry is an auto generated Go binding around an Ethereum contract.
type PredicateRegistry struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *PredicateRegistry) GetABI() abi.ABI {
	return c.abi
}

// NewPredicateRegistry creates a new instance of PredicateRegistry.
func NewPredicateRegistry() *PredicateRegistry {
	parsed, err := PredicateRegistryMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &PredicateRegistry{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *PredicateRegistry) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackCountOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x37f6fd09.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function countOf(address registrant, address predicate) view returns(uint256)
func (predicateRegistry *PredicateRegistry) PackCountOf(registrant common.Address, predicate common.Address) []byte {
	enc, err := predicateRegistry.abi.Pack("countOf", registrant, predicate)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCountOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x37f6fd09.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function countOf(address registrant, address predicate) view returns(uint256)
func (predicateRegistry *PredicateRegistry) TryPackCountOf(registrant common.Address, predicate common.Address) ([]byte, error) {
	return predicateRegistry.abi.Pack("countOf", registrant, predicate)
}

// UnpackCountOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x37f6fd09.
//
// Solidity: function countOf(address registrant, address predicate) view returns(uint256)
func (predicateRegistry *PredicateRegistry) UnpackCountOf(data []byte) (*big.Int, error) {
	out, err := predicateRegistry.abi.Unpack("countOf", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackRegister is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc4f82356.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function register(address predicate, (bytes32,bytes32,bytes32,bytes32,string) claim) returns(uint256 index)
func (predicateRegistry *PredicateRegistry) PackRegister(predicate common.Address, claim IPredicateRegistryClaim) []byte {
	enc, err := predicateRegistry.abi.Pack("register", predicate, claim)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRegister is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xc4f82356.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function register(address predicate, (bytes32,bytes32,bytes32,bytes32,string) claim) returns(uint256 index)
func (predicateRegistry *PredicateRegistry) TryPackRegister(predicate common.Address, claim IPredicateRegistryClaim) ([]byte, error) {
	return predicateRegistry.abi.Pack("register", predicate, claim)
}

// UnpackRegister is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xc4f82356.
//
// Solidity: function register(address predicate, (bytes32,bytes32,bytes32,bytes32,string) claim) returns(uint256 index)
func (predicateRegistry *PredicateRegistry) UnpackRegister(data []byte) (*big.Int, error) {
	out, err := predicateRegistry.abi.Unpack("register", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackRegisteredAt is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe35aa7a4.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function registeredAt(address registrant, address predicate, uint256 index, (bytes32,bytes32,bytes32,bytes32,string) claim) view returns(uint256 blockNumber)
func (predicateRegistry *PredicateRegistry) PackRegisteredAt(registrant common.Address, predicate common.Address, index *big.Int, claim IPredicateRegistryClaim) []byte {
	enc, err := predicateRegistry.abi.Pack("registeredAt", registrant, predicate, index, claim)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRegisteredAt is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe35aa7a4.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function registeredAt(address registrant, address predicate, uint256 index, (bytes32,bytes32,bytes32,bytes32,string) claim) view returns(uint256 blockNumber)
func (predicateRegistry *PredicateRegistry) TryPackRegisteredAt(registrant common.Address, predicate common.Address, index *big.Int, claim IPredicateRegistryClaim) ([]byte, error) {
	return predicateRegistry.abi.Pack("registeredAt", registrant, predicate, index, claim)
}

// UnpackRegisteredAt is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe35aa7a4.
//
// Solidity: function registeredAt(address registrant, address predicate, uint256 index, (bytes32,bytes32,bytes32,bytes32,string) claim) view returns(uint256 blockNumber)
func (predicateRegistry *PredicateRegistry) UnpackRegisteredAt(data []byte) (*big.Int, error) {
	out, err := predicateRegistry.abi.Unpack("registeredAt", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PredicateRegistryRegistered represents a Registered event raised by the PredicateRegistry contract.
type PredicateRegistryRegistered struct {
	Registrant common.Address
	Predicate  common.Address
	Index      *big.Int
	Claim      IPredicateRegistryClaim
	Raw        *types.Log // Blockchain specific contextual infos
}

const PredicateRegistryRegisteredEventName = "Registered"

// ContractEventName returns the user-defined event name.
func (PredicateRegistryRegistered) ContractEventName() string {
	return PredicateRegistryRegisteredEventName
}

// UnpackRegisteredEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Registered(address indexed registrant, address indexed predicate, uint256 index, (bytes32,bytes32,bytes32,bytes32,string) claim)
func (predicateRegistry *PredicateRegistry) UnpackRegisteredEvent(log *types.Log) (*PredicateRegistryRegistered, error) {
	event := "Registered"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != predicateRegistry.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(PredicateRegistryRegistered)
	if len(log.Data) > 0 {
		if err := predicateRegistry.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range predicateRegistry.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (predicateRegistry *PredicateRegistry) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], predicateRegistry.abi.Errors["PredicateRegistry_CodeOther"].ID.Bytes()[:4]) {
		return predicateRegistry.UnpackPredicateRegistryCodeOtherError(raw[4:])
	}
	if bytes.Equal(raw[:4], predicateRegistry.abi.Errors["PredicateRegistry_PredicateWithoutCode"].ID.Bytes()[:4]) {
		return predicateRegistry.UnpackPredicateRegistryPredicateWithoutCodeError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// PredicateRegistryPredicateRegistryCodeOther represents a PredicateRegistry_CodeOther error raised by the PredicateRegistry contract.
type PredicateRegistryPredicateRegistryCodeOther struct {
	Predicate common.Address
	Claimed   [32]byte
	Actual    [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error PredicateRegistry_CodeOther(address predicate, bytes32 claimed, bytes32 actual)
func PredicateRegistryPredicateRegistryCodeOtherErrorID() common.Hash {
	return common.HexToHash("0xcdc390ac67899d319ed3e6d135ee53584a26f778693f0e5488bcd96955ebe51b")
}

// UnpackPredicateRegistryCodeOtherError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error PredicateRegistry_CodeOther(address predicate, bytes32 claimed, bytes32 actual)
func (predicateRegistry *PredicateRegistry) UnpackPredicateRegistryCodeOtherError(raw []byte) (*PredicateRegistryPredicateRegistryCodeOther, error) {
	out := new(PredicateRegistryPredicateRegistryCodeOther)
	if err := predicateRegistry.abi.UnpackIntoInterface(out, "PredicateRegistry_CodeOther", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// PredicateRegistryPredicateRegistryPredicateWithoutCode represents a PredicateRegistry_PredicateWithoutCode error raised by the PredicateRegistry contract.
type PredicateRegistryPredicateRegistryPredicateWithoutCode struct {
	Predicate common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error PredicateRegistry_PredicateWithoutCode(address predicate)
func PredicateRegistryPredicateRegistryPredicateWithoutCodeErrorID() common.Hash {
	return common.HexToHash("0x1901133deb949c59a4bc9bb1988f844f8a02b1475df7b774dfc8b6423848ed10")
}

// UnpackPredicateRegistryPredicateWithoutCodeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error PredicateRegistry_PredicateWithoutCode(address predicate)
func (predicateRegistry *PredicateRegistry) UnpackPredicateRegistryPredicateWithoutCodeError(raw []byte) (*PredicateRegistryPredicateRegistryPredicateWithoutCode, error) {
	out := new(PredicateRegistryPredicateRegistryPredicateWithoutCode)
	if err := predicateRegistry.abi.UnpackIntoInterface(out, "PredicateRegistry_PredicateWithoutCode", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RoundsMetaData contains all meta data concerning the Rounds contract.
var RoundsMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"contractIForwardEscrow\",\"name\":\"escrow\",\"type\":\"address\"},{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"}],\"internalType\":\"structForward\",\"name\":\"forward\",\"type\":\"tuple\"},{\"internalType\":\"uint256\",\"name\":\"commitment\",\"type\":\"uint256\"}],\"name\":\"commit\",\"outputs\":[],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"contractIForwardEscrow\",\"name\":\"escrow\",\"type\":\"address\"},{\"components\":[{\"components\":[{\"internalType\":\"address\",\"name\":\"predicate\",\"type\":\"address\"},{\"internalType\":\"uint256\",\"name\":\"params\",\"type\":\"uint256\"},{\"internalType\":\"bytes32\",\"name\":\"taskHash\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"token\",\"type\":\"address\"},{\"internalType\":\"uint128\",\"name\":\"price\",\"type\":\"uint128\"},{\"internalType\":\"uint96\",\"name\":\"quantity\",\"type\":\"uint96\"},{\"internalType\":\"bytes32\",\"name\":\"unit\",\"type\":\"bytes32\"},{\"internalType\":\"uint64\",\"name\":\"acceptBy\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"start\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"end\",\"type\":\"uint64\"},{\"internalType\":\"uint64\",\"name\":\"settleBy\",\"type\":\"uint64\"},{\"internalType\":\"uint128\",\"name\":\"bond\",\"type\":\"uint128\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"},{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"sealX\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"sealY\",\"type\":\"uint256\"}],\"internalType\":\"structTerms\",\"name\":\"terms\",\"type\":\"tuple\"},{\"internalType\":\"address\",\"name\":\"buyer\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"salt\",\"type\":\"bytes32\"}],\"internalType\":\"structForward\",\"name\":\"forward\",\"type\":\"tuple\"}],\"name\":\"draw\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"beacon\",\"type\":\"uint256\"}],\"stateMutability\":\"nonpayable\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"contractIForwardEscrow\",\"name\":\"escrow\",\"type\":\"address\"},{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"}],\"name\":\"roundOf\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"commitment\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"beacon\",\"type\":\"uint256\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"contractIForwardEscrow\",\"name\":\"escrow\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"},{\"indexed\":true,\"internalType\":\"address\",\"name\":\"by\",\"type\":\"address\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"commitment\",\"type\":\"uint256\"}],\"name\":\"Committed\",\"type\":\"event\"},{\"anonymous\":false,\"inputs\":[{\"indexed\":true,\"internalType\":\"contractIForwardEscrow\",\"name\":\"escrow\",\"type\":\"address\"},{\"indexed\":true,\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"},{\"indexed\":false,\"internalType\":\"uint256\",\"name\":\"beacon\",\"type\":\"uint256\"}],\"name\":\"Drawn\",\"type\":\"event\"},{\"inputs\":[{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"}],\"name\":\"Rounds_AlreadyCommitted\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"blockNumber\",\"type\":\"uint256\"}],\"name\":\"Rounds_BeaconUnreadable\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"commitment\",\"type\":\"uint256\"}],\"name\":\"Rounds_CommitmentInvalid\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint64\",\"name\":\"beaconBlock\",\"type\":\"uint64\"},{\"internalType\":\"uint256\",\"name\":\"blockNumber\",\"type\":\"uint256\"}],\"name\":\"Rounds_CommitmentTooLate\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"},{\"internalType\":\"address\",\"name\":\"caller\",\"type\":\"address\"},{\"internalType\":\"address\",\"name\":\"provider\",\"type\":\"address\"}],\"name\":\"Rounds_NotProvider\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"ForwardId\",\"name\":\"id\",\"type\":\"bytes32\"}],\"name\":\"Rounds_OneRoundOnly\",\"type\":\"error\"}]",
	ID:  "5bdad89c70ff9b31f406579b8f6fb189e7",
	Bin: "0x60808060405234601557610c4c908161001a8239f35b5f80fdfe60806040526004361015610011575f80fd5b5f3560e01c80637686ccea1461012b578063d6dbf75b146100b45763e1e0e9221461003a575f80fd5b346100b0576102607ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126100b057610072610769565b6102407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffdc3601126100b0576100a8602091610806565b604051908152f35b5f80fd5b346100b05760407ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126100b05773ffffffffffffffffffffffffffffffffffffffff610100610769565b165f525f60205260405f206024355f526020526040805f206001815491015482519182526020820152f35b346100b0576102807ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffc3601126100b057610163610769565b6102407fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffdc3601126100b05773ffffffffffffffffffffffffffffffffffffffff610264359116604051907fa27c9b6f00000000000000000000000000000000000000000000000000000000825260243573ffffffffffffffffffffffffffffffffffffffff81168091036100b05760048301526044356024830152606435604483015260843573ffffffffffffffffffffffffffffffffffffffff81168091036100b057606483015260a4356fffffffffffffffffffffffffffffffff81168091036100b057608483015260c4356bffffffffffffffffffffffff81168091036100b05760a483015260e43560c48301526101043567ffffffffffffffff81168091036100b05760e48301526101243567ffffffffffffffff81168091036100b0576101048301526101443567ffffffffffffffff81168091036100b0576101248301526101643567ffffffffffffffff81168091036100b057610144830152610184356fffffffffffffffffffffffffffffffff81168091036100b0576101648301526101a43573ffffffffffffffffffffffffffffffffffffffff81168091036100b0576101848301526101c43567ffffffffffffffff8116908181036100b057816101a48501526101e4356101c4850152610204356101e48501526102243573ffffffffffffffffffffffffffffffffffffffff81168091036100b0576102048501526102443561022485015260208461024481865afa938415610682575f94610735575b5050156107095767ffffffffffffffff6103c361078c565b164310156106c8576040517fb42eca08000000000000000000000000000000000000000000000000000000008152826004820152336024820152602081604481855afa908115610682575f9161068d575b501561050857821580156104de575b6104b257805f525f60205260405f20825f5260205260405f205461048657805f525f60205260405f20825f526020528260405f20556040519283527faadbe976366eee8ef2d5a1c92af7def1a11078360295aba675fd6adadfde121d60203394a4005b507fd5ca2e9a000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b827f6ea8460f000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b507f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001831015610423565b60a0602491604051928380927f64482ac40000000000000000000000000000000000000000000000000000000082528660048301525afa908115610682575f9161059c575b50606073ffffffffffffffffffffffffffffffffffffffff91015116907f18fbab6e000000000000000000000000000000000000000000000000000000005f526004523360245260445260645ffd5b905060a0813d60a01161067a575b816105b760a093836107a4565b810103126100b0576040519060a0820182811067ffffffffffffffff82111761064d576040526105e6816107e5565b825260208101516affffffffffffffffffffff811681036100b057602083015260408101519060038210156100b0576080916040840152610629606082016107e5565b6060840152015167ffffffffffffffff811681036100b0576080820152606061054d565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b3d91506105aa565b6040513d5f823e3d90fd5b90506020813d6020116106c0575b816106a8602093836107a4565b810103126100b0575180151581036100b05784610414565b3d915061069b565b67ffffffffffffffff6106d961078c565b7fb5e21743000000000000000000000000000000000000000000000000000000005f52166004524360245260445ffd5b507f15c5ce69000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b9093506020813d602011610761575b81610751602093836107a4565b810103126100b0575192856103ab565b3d9150610744565b6004359073ffffffffffffffffffffffffffffffffffffffff821682036100b057565b6101c43567ffffffffffffffff811681036100b05790565b90601f7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffe0910116810190811067ffffffffffffffff82111761064d57604052565b519073ffffffffffffffffffffffffffffffffffffffff821682036100b057565b73ffffffffffffffffffffffffffffffffffffffff16906040517fa27c9b6f00000000000000000000000000000000000000000000000000000000815260243573ffffffffffffffffffffffffffffffffffffffff811681036100b05773ffffffffffffffffffffffffffffffffffffffff1660048201526044356024820152606435604482015260843573ffffffffffffffffffffffffffffffffffffffff811681036100b05773ffffffffffffffffffffffffffffffffffffffff16606482015260a4356fffffffffffffffffffffffffffffffff811681036100b0576fffffffffffffffffffffffffffffffff16608482015260c4356bffffffffffffffffffffffff81168091036100b05760a482015260e43560c48201526101043567ffffffffffffffff811681036100b05767ffffffffffffffff1660e48201526101243567ffffffffffffffff811681036100b05767ffffffffffffffff166101048201526101443567ffffffffffffffff811681036100b05767ffffffffffffffff166101248201526101643567ffffffffffffffff811681036100b05767ffffffffffffffff16610144820152610184356fffffffffffffffffffffffffffffffff811681036100b0576fffffffffffffffffffffffffffffffff166101648201526101a43573ffffffffffffffffffffffffffffffffffffffff811681036100b05773ffffffffffffffffffffffffffffffffffffffff166101848201526101c43567ffffffffffffffff811681036100b05767ffffffffffffffff81166101a48301526101e4356101c4830152610204356101e48301526102243573ffffffffffffffffffffffffffffffffffffffff811681036100b05773ffffffffffffffffffffffffffffffffffffffff166102048301526102443561022483015260208261024481875afa918215610682575f92610c18575b5067ffffffffffffffff811681036100b05767ffffffffffffffff81161561070957835f525f60205260405f20825f52602052600160405f20015480610c12575067ffffffffffffffff81168082036100b057610101814303105f14610be7578040915b8215610bb75750507effffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff906040516020810191825283604082015260408152610b6c6060826107a4565b5190201692805f525f60205260405f20825f5260205283600160405f2001557f4a462cd61cae9ea3103b5411e8a6d4c091238034dd1d15bb7f05fab151e3bdb16020604051868152a3565b507fbdfaeb8b000000000000000000000000000000000000000000000000000000005f526004524360245260445ffd5b805f525f602052602080805f71f90827f1c53a10cb7a02335b1753200029355afa5060205191610b24565b93505050565b9091506020813d602011610c44575b81610c34602093836107a4565b810103126100b05751905f610ac0565b3d9150610c2756",
}

// Rounds is an auto generated Go binding around an Ethereum contract.
type Rounds struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *Rounds) GetABI() abi.ABI {
	return c.abi
}

// NewRounds creates a new instance of Rounds.
func NewRounds() *Rounds {
	parsed, err := RoundsMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &Rounds{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *Rounds) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackCommit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7686ccea.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function commit(address escrow, ((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward, uint256 commitment) returns()
func (rounds *Rounds) PackCommit(escrow common.Address, forward Forward, commitment *big.Int) []byte {
	enc, err := rounds.abi.Pack("commit", escrow, forward, commitment)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackCommit is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x7686ccea.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function commit(address escrow, ((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward, uint256 commitment) returns()
func (rounds *Rounds) TryPackCommit(escrow common.Address, forward Forward, commitment *big.Int) ([]byte, error) {
	return rounds.abi.Pack("commit", escrow, forward, commitment)
}

// PackDraw is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe1e0e922.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function draw(address escrow, ((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward) returns(uint256 beacon)
func (rounds *Rounds) PackDraw(escrow common.Address, forward Forward) []byte {
	enc, err := rounds.abi.Pack("draw", escrow, forward)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackDraw is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xe1e0e922.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function draw(address escrow, ((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward) returns(uint256 beacon)
func (rounds *Rounds) TryPackDraw(escrow common.Address, forward Forward) ([]byte, error) {
	return rounds.abi.Pack("draw", escrow, forward)
}

// UnpackDraw is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xe1e0e922.
//
// Solidity: function draw(address escrow, ((address,uint256,bytes32,address,uint128,uint96,bytes32,uint64,uint64,uint64,uint64,uint128,address,uint64,uint256,uint256),address,bytes32) forward) returns(uint256 beacon)
func (rounds *Rounds) UnpackDraw(data []byte) (*big.Int, error) {
	out, err := rounds.abi.Unpack("draw", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackRoundOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd6dbf75b.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function roundOf(address escrow, bytes32 id) view returns(uint256 commitment, uint256 beacon)
func (rounds *Rounds) PackRoundOf(escrow common.Address, id [32]byte) []byte {
	enc, err := rounds.abi.Pack("roundOf", escrow, id)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackRoundOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0xd6dbf75b.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function roundOf(address escrow, bytes32 id) view returns(uint256 commitment, uint256 beacon)
func (rounds *Rounds) TryPackRoundOf(escrow common.Address, id [32]byte) ([]byte, error) {
	return rounds.abi.Pack("roundOf", escrow, id)
}

// RoundOfOutput serves as a container for the return parameters of contract
// method RoundOf.
type RoundOfOutput struct {
	Commitment *big.Int
	Beacon     *big.Int
}

// UnpackRoundOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0xd6dbf75b.
//
// Solidity: function roundOf(address escrow, bytes32 id) view returns(uint256 commitment, uint256 beacon)
func (rounds *Rounds) UnpackRoundOf(data []byte) (RoundOfOutput, error) {
	out, err := rounds.abi.Unpack("roundOf", data)
	outstruct := new(RoundOfOutput)
	if err != nil {
		return *outstruct, err
	}
	outstruct.Commitment = abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	outstruct.Beacon = abi.ConvertType(out[1], new(big.Int)).(*big.Int)
	return *outstruct, nil
}

// RoundsCommitted represents a Committed event raised by the Rounds contract.
type RoundsCommitted struct {
	Escrow     common.Address
	Id         [32]byte
	By         common.Address
	Commitment *big.Int
	Raw        *types.Log // Blockchain specific contextual infos
}

const RoundsCommittedEventName = "Committed"

// ContractEventName returns the user-defined event name.
func (RoundsCommitted) ContractEventName() string {
	return RoundsCommittedEventName
}

// UnpackCommittedEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Committed(address indexed escrow, bytes32 indexed id, address indexed by, uint256 commitment)
func (rounds *Rounds) UnpackCommittedEvent(log *types.Log) (*RoundsCommitted, error) {
	event := "Committed"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != rounds.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RoundsCommitted)
	if len(log.Data) > 0 {
		if err := rounds.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range rounds.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// RoundsDrawn represents a Drawn event raised by the Rounds contract.
type RoundsDrawn struct {
	Escrow common.Address
	Id     [32]byte
	Beacon *big.Int
	Raw    *types.Log // Blockchain specific contextual infos
}

const RoundsDrawnEventName = "Drawn"

// ContractEventName returns the user-defined event name.
func (RoundsDrawn) ContractEventName() string {
	return RoundsDrawnEventName
}

// UnpackDrawnEvent is the Go binding that unpacks the event data emitted
// by contract.
//
// Solidity: event Drawn(address indexed escrow, bytes32 indexed id, uint256 beacon)
func (rounds *Rounds) UnpackDrawnEvent(log *types.Log) (*RoundsDrawn, error) {
	event := "Drawn"
	if len(log.Topics) == 0 {
		return nil, bind.ErrNoEventSignature
	}
	if log.Topics[0] != rounds.abi.Events[event].ID {
		return nil, bind.ErrEventSignatureMismatch
	}
	out := new(RoundsDrawn)
	if len(log.Data) > 0 {
		if err := rounds.abi.UnpackIntoInterface(out, event, log.Data); err != nil {
			return nil, err
		}
	}
	var indexed abi.Arguments
	for _, arg := range rounds.abi.Events[event].Inputs {
		if arg.Indexed {
			indexed = append(indexed, arg)
		}
	}
	if err := abi.ParseTopics(out, indexed, log.Topics[1:]); err != nil {
		return nil, err
	}
	out.Raw = log
	return out, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (rounds *Rounds) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], rounds.abi.Errors["Rounds_AlreadyCommitted"].ID.Bytes()[:4]) {
		return rounds.UnpackRoundsAlreadyCommittedError(raw[4:])
	}
	if bytes.Equal(raw[:4], rounds.abi.Errors["Rounds_BeaconUnreadable"].ID.Bytes()[:4]) {
		return rounds.UnpackRoundsBeaconUnreadableError(raw[4:])
	}
	if bytes.Equal(raw[:4], rounds.abi.Errors["Rounds_CommitmentInvalid"].ID.Bytes()[:4]) {
		return rounds.UnpackRoundsCommitmentInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], rounds.abi.Errors["Rounds_CommitmentTooLate"].ID.Bytes()[:4]) {
		return rounds.UnpackRoundsCommitmentTooLateError(raw[4:])
	}
	if bytes.Equal(raw[:4], rounds.abi.Errors["Rounds_NotProvider"].ID.Bytes()[:4]) {
		return rounds.UnpackRoundsNotProviderError(raw[4:])
	}
	if bytes.Equal(raw[:4], rounds.abi.Errors["Rounds_OneRoundOnly"].ID.Bytes()[:4]) {
		return rounds.UnpackRoundsOneRoundOnlyError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// RoundsRoundsAlreadyCommitted represents a Rounds_AlreadyCommitted error raised by the Rounds contract.
type RoundsRoundsAlreadyCommitted struct {
	Id [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Rounds_AlreadyCommitted(bytes32 id)
func RoundsRoundsAlreadyCommittedErrorID() common.Hash {
	return common.HexToHash("0xd5ca2e9a42311b54b92285437fb1efa6934eaf2c305ee317854e501dcade8f1e")
}

// UnpackRoundsAlreadyCommittedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Rounds_AlreadyCommitted(bytes32 id)
func (rounds *Rounds) UnpackRoundsAlreadyCommittedError(raw []byte) (*RoundsRoundsAlreadyCommitted, error) {
	out := new(RoundsRoundsAlreadyCommitted)
	if err := rounds.abi.UnpackIntoInterface(out, "Rounds_AlreadyCommitted", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RoundsRoundsBeaconUnreadable represents a Rounds_BeaconUnreadable error raised by the Rounds contract.
type RoundsRoundsBeaconUnreadable struct {
	BeaconBlock uint64
	BlockNumber *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Rounds_BeaconUnreadable(uint64 beaconBlock, uint256 blockNumber)
func RoundsRoundsBeaconUnreadableErrorID() common.Hash {
	return common.HexToHash("0xbdfaeb8bff51ab60be4006832671ec19100401bdd60659917bfa24ac19295403")
}

// UnpackRoundsBeaconUnreadableError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Rounds_BeaconUnreadable(uint64 beaconBlock, uint256 blockNumber)
func (rounds *Rounds) UnpackRoundsBeaconUnreadableError(raw []byte) (*RoundsRoundsBeaconUnreadable, error) {
	out := new(RoundsRoundsBeaconUnreadable)
	if err := rounds.abi.UnpackIntoInterface(out, "Rounds_BeaconUnreadable", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RoundsRoundsCommitmentInvalid represents a Rounds_CommitmentInvalid error raised by the Rounds contract.
type RoundsRoundsCommitmentInvalid struct {
	Commitment *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Rounds_CommitmentInvalid(uint256 commitment)
func RoundsRoundsCommitmentInvalidErrorID() common.Hash {
	return common.HexToHash("0x6ea8460fa837990fcb60d3d4e2af97138d3c392a1b22b2be35138565b58ca0d1")
}

// UnpackRoundsCommitmentInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Rounds_CommitmentInvalid(uint256 commitment)
func (rounds *Rounds) UnpackRoundsCommitmentInvalidError(raw []byte) (*RoundsRoundsCommitmentInvalid, error) {
	out := new(RoundsRoundsCommitmentInvalid)
	if err := rounds.abi.UnpackIntoInterface(out, "Rounds_CommitmentInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RoundsRoundsCommitmentTooLate represents a Rounds_CommitmentTooLate error raised by the Rounds contract.
type RoundsRoundsCommitmentTooLate struct {
	BeaconBlock uint64
	BlockNumber *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Rounds_CommitmentTooLate(uint64 beaconBlock, uint256 blockNumber)
func RoundsRoundsCommitmentTooLateErrorID() common.Hash {
	return common.HexToHash("0xb5e217438bb264b1579dd7b3be24634b237be566dad8c718b9e54e51e6c47b2e")
}

// UnpackRoundsCommitmentTooLateError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Rounds_CommitmentTooLate(uint64 beaconBlock, uint256 blockNumber)
func (rounds *Rounds) UnpackRoundsCommitmentTooLateError(raw []byte) (*RoundsRoundsCommitmentTooLate, error) {
	out := new(RoundsRoundsCommitmentTooLate)
	if err := rounds.abi.UnpackIntoInterface(out, "Rounds_CommitmentTooLate", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RoundsRoundsNotProvider represents a Rounds_NotProvider error raised by the Rounds contract.
type RoundsRoundsNotProvider struct {
	Id       [32]byte
	Caller   common.Address
	Provider common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Rounds_NotProvider(bytes32 id, address caller, address provider)
func RoundsRoundsNotProviderErrorID() common.Hash {
	return common.HexToHash("0x18fbab6e9551c744f388800122bcc0a270b056ac0887f68f5fee21b0e3055610")
}

// UnpackRoundsNotProviderError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Rounds_NotProvider(bytes32 id, address caller, address provider)
func (rounds *Rounds) UnpackRoundsNotProviderError(raw []byte) (*RoundsRoundsNotProvider, error) {
	out := new(RoundsRoundsNotProvider)
	if err := rounds.abi.UnpackIntoInterface(out, "Rounds_NotProvider", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// RoundsRoundsOneRoundOnly represents a Rounds_OneRoundOnly error raised by the Rounds contract.
type RoundsRoundsOneRoundOnly struct {
	Id [32]byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error Rounds_OneRoundOnly(bytes32 id)
func RoundsRoundsOneRoundOnlyErrorID() common.Hash {
	return common.HexToHash("0x15c5ce69b394a5641a1015087052adf93eeaeb6124804354a59dd02b21092583")
}

// UnpackRoundsOneRoundOnlyError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error Rounds_OneRoundOnly(bytes32 id)
func (rounds *Rounds) UnpackRoundsOneRoundOnlyError(raw []byte) (*RoundsRoundsOneRoundOnly, error) {
	out := new(RoundsRoundsOneRoundOnly)
	if err := rounds.abi.UnpackIntoInterface(out, "Rounds_OneRoundOnly", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ZkvmPredicateMetaData contains all meta data concerning the ZkvmPredicate contract.
var ZkvmPredicateMetaData = bind.MetaData{
	ABI: "[{\"inputs\":[{\"internalType\":\"contractIZkvmVerifier\",\"name\":\"verifier\",\"type\":\"address\"},{\"internalType\":\"bytes32\",\"name\":\"programKey\",\"type\":\"bytes32\"}],\"stateMutability\":\"nonpayable\",\"type\":\"constructor\"},{\"inputs\":[],\"name\":\"PROGRAM_KEY\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"TAG\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[],\"name\":\"VERIFIER\",\"outputs\":[{\"internalType\":\"contractIZkvmVerifier\",\"name\":\"\",\"type\":\"address\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"bytes32\",\"name\":\"blinding\",\"type\":\"bytes32\"},{\"internalType\":\"uint256[9]\",\"name\":\"header\",\"type\":\"uint256[9]\"},{\"internalType\":\"uint256[]\",\"name\":\"payload\",\"type\":\"uint256[]\"}],\"name\":\"hashOf\",\"outputs\":[{\"internalType\":\"uint256\",\"name\":\"\",\"type\":\"uint256\"}],\"stateMutability\":\"pure\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256[9]\",\"name\":\"header\",\"type\":\"uint256[9]\"},{\"internalType\":\"uint256[]\",\"name\":\"payload\",\"type\":\"uint256[]\"},{\"internalType\":\"uint256\",\"name\":\"h\",\"type\":\"uint256\"},{\"internalType\":\"bytes\",\"name\":\"proof\",\"type\":\"bytes\"}],\"name\":\"settle\",\"outputs\":[{\"internalType\":\"bytes32\",\"name\":\"key\",\"type\":\"bytes32\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint256[9]\",\"name\":\"header\",\"type\":\"uint256[9]\"},{\"internalType\":\"uint256[]\",\"name\":\"payload\",\"type\":\"uint256[]\"},{\"internalType\":\"uint256\",\"name\":\"h\",\"type\":\"uint256\"},{\"internalType\":\"bytes\",\"name\":\"proof\",\"type\":\"bytes\"}],\"name\":\"verify\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"n\",\"type\":\"uint32\"},{\"internalType\":\"uint256\",\"name\":\"count\",\"type\":\"uint256\"},{\"internalType\":\"uint256[]\",\"name\":\"places\",\"type\":\"uint256[]\"},{\"internalType\":\"bytes\",\"name\":\"proof\",\"type\":\"bytes\"}],\"name\":\"verifyMany\",\"outputs\":[{\"internalType\":\"bool\",\"name\":\"\",\"type\":\"bool\"}],\"stateMutability\":\"view\",\"type\":\"function\"},{\"inputs\":[{\"internalType\":\"uint32\",\"name\":\"n\",\"type\":\"uint32\"}],\"name\":\"ZkvmPredicate_BatchSizeUnsupported\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ZkvmPredicate_BlindingZero\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"count\",\"type\":\"uint256\"}],\"name\":\"ZkvmPredicate_CountInvalid\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"h\",\"type\":\"uint256\"},{\"internalType\":\"uint256\",\"name\":\"expected\",\"type\":\"uint256\"}],\"name\":\"ZkvmPredicate_HashOther\",\"type\":\"error\"},{\"inputs\":[],\"name\":\"ZkvmPredicate_PayloadEndsInZero\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"words\",\"type\":\"uint256\"}],\"name\":\"ZkvmPredicate_PlacesLeftOver\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"bytes\",\"name\":\"reason\",\"type\":\"bytes\"}],\"name\":\"ZkvmPredicate_ProofInvalid\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"length\",\"type\":\"uint256\"}],\"name\":\"ZkvmPredicate_ProofLength\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"address\",\"name\":\"verifier\",\"type\":\"address\"}],\"name\":\"ZkvmPredicate_VerifierWithoutCode\",\"type\":\"error\"},{\"inputs\":[{\"internalType\":\"uint256\",\"name\":\"index\",\"type\":\"uint256\"}],\"name\":\"ZkvmPredicate_WordNotInField\",\"type\":\"error\"}]",
	ID:  "2fdf4c0f0f6c727bf06cef24b17a1078e7",
	Bin: "0x60c0346100b257601f610ee038819003918201601f19168301916001600160401b038311848410176100b65780849260409485528339810103126100b25780516001600160a01b038116918282036100b2576020015191803b156100a0575060805260a052604051610e1590816100cb82396080518181816105bf0152610b43015260a051818181609801528181610173015281816104c60152610bc30152f35b6392e6db7760e01b5f5260045260245ffd5b5f80fd5b634e487b7160e01b5f52604160045260245ffdfe6080806040526004361015610012575f80fd5b5f3560e01c90816308c84e70146105955750806319c2b910146104e95780633e2e84ad146104af57806347221ac71461047557806352a9a35c1461045657806369266d78146103de5780637410d081146100bf57639ffc24e214610074575f80fd5b346100bb5761009161008536610642565b949390939291926109a0565b60206040517f00000000000000000000000000000000000000000000000000000000000000008152f35b5f80fd5b346100bb5760a06003193601126100bb576100d86106a8565b602435906044359060643567ffffffffffffffff81116100bb576101009036906004016105e3565b9390916084359067ffffffffffffffff82116100bb5761012963ffffffff923690600401610614565b92909116600181036103b3575082158081156103a8575b61037c5761034f57828206610323579291908181045f945f945b8486106101fe5788888882810361019b576040828151907f000000000000000000000000000000000000000000000000000000000000000082526020820152f35b905081039081116101d1577f8f9c1637000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601160045260245ffd5b909192939495600281018082116101d1576102259061021e838c866108fc565b35906108ef565b908181116100bb578982116100bb57808060051b84019203916001808b8b1c1614610264575b50600191610258916108ef565b9601949392919061015a565b9161026f868a61090c565b9160018a01808b116101d157876102859161090c565b928381116100bb578884116100bb5780870193039382600b116100bb5782600110156102f657600194610258948260206102ee940135907ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff58701906040610160820191016109a0565b91509161024b565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52603260045260245ffd5b507ff4d032a9000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b7f4e487b71000000000000000000000000000000000000000000000000000000005f52601260045260245ffd5b837f0c67b03c000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b506101008411610140565b7f919caaef000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b346100bb5760806003193601126100bb576103f76106a8565b60443567ffffffffffffffff81116100bb576104179036906004016105e3565b91906064359167ffffffffffffffff83116100bb5760209361044061044c943690600401610614565b9390926024359061081f565b6040519015158152f35b346100bb57602061044c61046936610642565b94939093929192610768565b346100bb575f6003193601126100bb5760206040517fd0f4a1d7c4da336f38b3e02969a5d16ebd06f11eb413465d8d7013433164db9b8152f35b346100bb575f6003193601126100bb5760206040517f00000000000000000000000000000000000000000000000000000000000000008152f35b346100bb576101606003193601126100bb5736610144116100bb576101443567ffffffffffffffff81116100bb576105259036906004016105e3565b604051610120602460208301377f07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff82116100bb57610585610120826020809661058d9660051b80916101408501378201010301601f1981018352826106bb565b60043561091f565b604051908152f35b346100bb575f6003193601126100bb5760209073ffffffffffffffffffffffffffffffffffffffff7f0000000000000000000000000000000000000000000000000000000000000000168152f35b9181601f840112156100bb5782359167ffffffffffffffff83116100bb576020808501948460051b0101116100bb57565b9181601f840112156100bb5782359167ffffffffffffffff83116100bb57602083818601950101116100bb57565b6101806003198201126100bb5780610124116100bb576004916101243567ffffffffffffffff81116100bb578261067b916004016105e3565b929092916101443591610164359067ffffffffffffffff82116100bb576106a491600401610614565b9091565b6004359063ffffffff821682036100bb57565b90601f601f19910116810190811067ffffffffffffffff8211176106de57604052565b7f4e487b71000000000000000000000000000000000000000000000000000000005f52604160045260245ffd5b90918281527f07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff83116100bb5760209260051b809284830137010190565b601f8260209493601f1993818652868601375f8582860101520116010190565b919492610120936020956107bd6107d694604051998a9889987f9ffc24e2000000000000000000000000000000000000000000000000000000008a5260048a013761018061012489015261018488019161070b565b9261014486015260031985840301610164860152610748565b0381305afa90816107f0575b506107eb575f90565b600190565b6020813d602011610817575b81610809602093836106bb565b810103126100bb57516107e2565b3d91506107fc565b91936108b0919561089e60409663ffffffff968851998a9889987f7410d081000000000000000000000000000000000000000000000000000000008a5216600489015260248801527fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff604488015260a0606488015260a487019161070b565b91600319858403016084860152610748565b0381305afa90816108c457506107eb575f90565b604090813d83116108e8575b6108da81836106bb565b810103126100bb575f6107e2565b503d6108d0565b919082018092116101d157565b91908110156102f65760051b0190565b818102929181159184041417156101d157565b602061099960607effffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff94604051938491818301967fd0f4a1d7c4da336f38b3e02969a5d16ebd06f11eb413465d8d7013433164db9b885260408401528051918291018484015e81015f838201520301601f1981018352826106bb565b5190201690565b94959192959390935f96846009018060091198895b6101d15781811015610a9057600981108015610a3357156102f6577f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f00000018160051b8a01355b1015610a0857600101896109b5565b7f33169f78000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b507ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff781018181116101d157610a8a7f30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f000000191898b6108fc565b356109f9565b50509296509293909380151580610db3575b610d8b5760208410610d5f57836020116100bb5784358015610d37576101206040519760208901377f07ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff82116100bb57610b1d610120886020610b2296829660051b80916101408501378201010301601f1981018452836106bb565b61091f565b90818103610d0957505073ffffffffffffffffffffffffffffffffffffffff7f00000000000000000000000000000000000000000000000000000000000000001692833b15610cdd5791610bc0610c2460209593610c165f966040519485938a8501977f024ad318000000000000000000000000000000000000000000000000000000008952606060248701528b601f196084880193019101610748565b907f000000000000000000000000000000000000000000000000000000000000000060448501527fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffdc848303016064850152610df0565b03601f1981018352826106bb565b51915afa3d5f519115918215610cab575b5050610c3d57565b3d6101008111610ca2575b610c9e90601f19603f60405192808452805f602086013e01168101918291826040527fdb373ad1000000000000000000000000000000000000000000000000000000008352602060048401526024830190610df0565b0390fd5b50610100610c48565b81151592509082610cc0575b50505f80610c35565b60201191508115610cd4575b505f80610cb7565b9050155f610ccc565b837f92e6db77000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b7ffeb93bcf000000000000000000000000000000000000000000000000000000005f5260045260245260445ffd5b7fb5129ff5000000000000000000000000000000000000000000000000000000005f5260045ffd5b837ff4d032a9000000000000000000000000000000000000000000000000000000005f5260045260245ffd5b7fa9f0543a000000000000000000000000000000000000000000000000000000005f5260045ffd5b507fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff81018181116101d157610de99082846108fc565b3515610aa2565b90601f19601f602080948051918291828752018686015e5f858286010152011601019056",
}

// ZkvmPredicate is an auto generated Go binding around an Ethereum contract.
type ZkvmPredicate struct {
	abi abi.ABI
}

// GetABI returns the ABI associated with this contract binding.
func (c *ZkvmPredicate) GetABI() abi.ABI {
	return c.abi
}

// NewZkvmPredicate creates a new instance of ZkvmPredicate.
func NewZkvmPredicate() *ZkvmPredicate {
	parsed, err := ZkvmPredicateMetaData.ParseABI()
	if err != nil {
		panic(errors.New("invalid ABI: " + err.Error()))
	}
	return &ZkvmPredicate{abi: *parsed}
}

// Instance creates a wrapper for a deployed contract instance at the given address.
// Use this to create the instance object passed to abigen v2 library functions Call, Transact, etc.
func (c *ZkvmPredicate) Instance(backend bind.ContractBackend, addr common.Address) *bind.BoundContract {
	return bind.NewBoundContract(addr, c.abi, backend, backend, backend)
}

// PackConstructor is the Go binding used to pack the parameters required for
// contract deployment.
//
// Solidity: constructor(address verifier, bytes32 programKey) returns()
func (zkvmPredicate *ZkvmPredicate) PackConstructor(verifier common.Address, programKey [32]byte) []byte {
	enc, err := zkvmPredicate.abi.Pack("", verifier, programKey)
	if err != nil {
		panic(err)
	}
	return enc
}

// PackPROGRAMKEY is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3e2e84ad.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function PROGRAM_KEY() view returns(bytes32)
func (zkvmPredicate *ZkvmPredicate) PackPROGRAMKEY() []byte {
	enc, err := zkvmPredicate.abi.Pack("PROGRAM_KEY")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackPROGRAMKEY is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x3e2e84ad.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function PROGRAM_KEY() view returns(bytes32)
func (zkvmPredicate *ZkvmPredicate) TryPackPROGRAMKEY() ([]byte, error) {
	return zkvmPredicate.abi.Pack("PROGRAM_KEY")
}

// UnpackPROGRAMKEY is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x3e2e84ad.
//
// Solidity: function PROGRAM_KEY() view returns(bytes32)
func (zkvmPredicate *ZkvmPredicate) UnpackPROGRAMKEY(data []byte) ([32]byte, error) {
	out, err := zkvmPredicate.abi.Unpack("PROGRAM_KEY", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackTAG is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x47221ac7.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function TAG() view returns(bytes32)
func (zkvmPredicate *ZkvmPredicate) PackTAG() []byte {
	enc, err := zkvmPredicate.abi.Pack("TAG")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackTAG is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x47221ac7.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function TAG() view returns(bytes32)
func (zkvmPredicate *ZkvmPredicate) TryPackTAG() ([]byte, error) {
	return zkvmPredicate.abi.Pack("TAG")
}

// UnpackTAG is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x47221ac7.
//
// Solidity: function TAG() view returns(bytes32)
func (zkvmPredicate *ZkvmPredicate) UnpackTAG(data []byte) ([32]byte, error) {
	out, err := zkvmPredicate.abi.Unpack("TAG", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackVERIFIER is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x08c84e70.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function VERIFIER() view returns(address)
func (zkvmPredicate *ZkvmPredicate) PackVERIFIER() []byte {
	enc, err := zkvmPredicate.abi.Pack("VERIFIER")
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackVERIFIER is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x08c84e70.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function VERIFIER() view returns(address)
func (zkvmPredicate *ZkvmPredicate) TryPackVERIFIER() ([]byte, error) {
	return zkvmPredicate.abi.Pack("VERIFIER")
}

// UnpackVERIFIER is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x08c84e70.
//
// Solidity: function VERIFIER() view returns(address)
func (zkvmPredicate *ZkvmPredicate) UnpackVERIFIER(data []byte) (common.Address, error) {
	out, err := zkvmPredicate.abi.Unpack("VERIFIER", data)
	if err != nil {
		return *new(common.Address), err
	}
	out0 := *abi.ConvertType(out[0], new(common.Address)).(*common.Address)
	return out0, nil
}

// PackHashOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x19c2b910.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function hashOf(bytes32 blinding, uint256[9] header, uint256[] payload) pure returns(uint256)
func (zkvmPredicate *ZkvmPredicate) PackHashOf(blinding [32]byte, header [9]*big.Int, payload []*big.Int) []byte {
	enc, err := zkvmPredicate.abi.Pack("hashOf", blinding, header, payload)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackHashOf is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x19c2b910.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function hashOf(bytes32 blinding, uint256[9] header, uint256[] payload) pure returns(uint256)
func (zkvmPredicate *ZkvmPredicate) TryPackHashOf(blinding [32]byte, header [9]*big.Int, payload []*big.Int) ([]byte, error) {
	return zkvmPredicate.abi.Pack("hashOf", blinding, header, payload)
}

// UnpackHashOf is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x19c2b910.
//
// Solidity: function hashOf(bytes32 blinding, uint256[9] header, uint256[] payload) pure returns(uint256)
func (zkvmPredicate *ZkvmPredicate) UnpackHashOf(data []byte) (*big.Int, error) {
	out, err := zkvmPredicate.abi.Unpack("hashOf", data)
	if err != nil {
		return new(big.Int), err
	}
	out0 := abi.ConvertType(out[0], new(big.Int)).(*big.Int)
	return out0, nil
}

// PackSettle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9ffc24e2.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function settle(uint256[9] header, uint256[] payload, uint256 h, bytes proof) view returns(bytes32 key)
func (zkvmPredicate *ZkvmPredicate) PackSettle(header [9]*big.Int, payload []*big.Int, h *big.Int, proof []byte) []byte {
	enc, err := zkvmPredicate.abi.Pack("settle", header, payload, h, proof)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackSettle is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x9ffc24e2.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function settle(uint256[9] header, uint256[] payload, uint256 h, bytes proof) view returns(bytes32 key)
func (zkvmPredicate *ZkvmPredicate) TryPackSettle(header [9]*big.Int, payload []*big.Int, h *big.Int, proof []byte) ([]byte, error) {
	return zkvmPredicate.abi.Pack("settle", header, payload, h, proof)
}

// UnpackSettle is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x9ffc24e2.
//
// Solidity: function settle(uint256[9] header, uint256[] payload, uint256 h, bytes proof) view returns(bytes32 key)
func (zkvmPredicate *ZkvmPredicate) UnpackSettle(data []byte) ([32]byte, error) {
	out, err := zkvmPredicate.abi.Unpack("settle", data)
	if err != nil {
		return *new([32]byte), err
	}
	out0 := *abi.ConvertType(out[0], new([32]byte)).(*[32]byte)
	return out0, nil
}

// PackVerify is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x52a9a35c.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function verify(uint256[9] header, uint256[] payload, uint256 h, bytes proof) view returns(bool)
func (zkvmPredicate *ZkvmPredicate) PackVerify(header [9]*big.Int, payload []*big.Int, h *big.Int, proof []byte) []byte {
	enc, err := zkvmPredicate.abi.Pack("verify", header, payload, h, proof)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackVerify is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x52a9a35c.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function verify(uint256[9] header, uint256[] payload, uint256 h, bytes proof) view returns(bool)
func (zkvmPredicate *ZkvmPredicate) TryPackVerify(header [9]*big.Int, payload []*big.Int, h *big.Int, proof []byte) ([]byte, error) {
	return zkvmPredicate.abi.Pack("verify", header, payload, h, proof)
}

// UnpackVerify is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x52a9a35c.
//
// Solidity: function verify(uint256[9] header, uint256[] payload, uint256 h, bytes proof) view returns(bool)
func (zkvmPredicate *ZkvmPredicate) UnpackVerify(data []byte) (bool, error) {
	out, err := zkvmPredicate.abi.Unpack("verify", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// PackVerifyMany is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x69266d78.  This method will panic if any
// invalid/nil inputs are passed.
//
// Solidity: function verifyMany(uint32 n, uint256 count, uint256[] places, bytes proof) view returns(bool)
func (zkvmPredicate *ZkvmPredicate) PackVerifyMany(n uint32, count *big.Int, places []*big.Int, proof []byte) []byte {
	enc, err := zkvmPredicate.abi.Pack("verifyMany", n, count, places, proof)
	if err != nil {
		panic(err)
	}
	return enc
}

// TryPackVerifyMany is the Go binding used to pack the parameters required for calling
// the contract method with ID 0x69266d78.  This method will return an error
// if any inputs are invalid/nil.
//
// Solidity: function verifyMany(uint32 n, uint256 count, uint256[] places, bytes proof) view returns(bool)
func (zkvmPredicate *ZkvmPredicate) TryPackVerifyMany(n uint32, count *big.Int, places []*big.Int, proof []byte) ([]byte, error) {
	return zkvmPredicate.abi.Pack("verifyMany", n, count, places, proof)
}

// UnpackVerifyMany is the Go binding that unpacks the parameters returned
// from invoking the contract method with ID 0x69266d78.
//
// Solidity: function verifyMany(uint32 n, uint256 count, uint256[] places, bytes proof) view returns(bool)
func (zkvmPredicate *ZkvmPredicate) UnpackVerifyMany(data []byte) (bool, error) {
	out, err := zkvmPredicate.abi.Unpack("verifyMany", data)
	if err != nil {
		return *new(bool), err
	}
	out0 := *abi.ConvertType(out[0], new(bool)).(*bool)
	return out0, nil
}

// UnpackError attempts to decode the provided error data using user-defined
// error definitions.
func (zkvmPredicate *ZkvmPredicate) UnpackError(raw []byte) (any, error) {
	if bytes.Equal(raw[:4], zkvmPredicate.abi.Errors["ZkvmPredicate_BatchSizeUnsupported"].ID.Bytes()[:4]) {
		return zkvmPredicate.UnpackZkvmPredicateBatchSizeUnsupportedError(raw[4:])
	}
	if bytes.Equal(raw[:4], zkvmPredicate.abi.Errors["ZkvmPredicate_BlindingZero"].ID.Bytes()[:4]) {
		return zkvmPredicate.UnpackZkvmPredicateBlindingZeroError(raw[4:])
	}
	if bytes.Equal(raw[:4], zkvmPredicate.abi.Errors["ZkvmPredicate_CountInvalid"].ID.Bytes()[:4]) {
		return zkvmPredicate.UnpackZkvmPredicateCountInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], zkvmPredicate.abi.Errors["ZkvmPredicate_HashOther"].ID.Bytes()[:4]) {
		return zkvmPredicate.UnpackZkvmPredicateHashOtherError(raw[4:])
	}
	if bytes.Equal(raw[:4], zkvmPredicate.abi.Errors["ZkvmPredicate_PayloadEndsInZero"].ID.Bytes()[:4]) {
		return zkvmPredicate.UnpackZkvmPredicatePayloadEndsInZeroError(raw[4:])
	}
	if bytes.Equal(raw[:4], zkvmPredicate.abi.Errors["ZkvmPredicate_PlacesLeftOver"].ID.Bytes()[:4]) {
		return zkvmPredicate.UnpackZkvmPredicatePlacesLeftOverError(raw[4:])
	}
	if bytes.Equal(raw[:4], zkvmPredicate.abi.Errors["ZkvmPredicate_ProofInvalid"].ID.Bytes()[:4]) {
		return zkvmPredicate.UnpackZkvmPredicateProofInvalidError(raw[4:])
	}
	if bytes.Equal(raw[:4], zkvmPredicate.abi.Errors["ZkvmPredicate_ProofLength"].ID.Bytes()[:4]) {
		return zkvmPredicate.UnpackZkvmPredicateProofLengthError(raw[4:])
	}
	if bytes.Equal(raw[:4], zkvmPredicate.abi.Errors["ZkvmPredicate_VerifierWithoutCode"].ID.Bytes()[:4]) {
		return zkvmPredicate.UnpackZkvmPredicateVerifierWithoutCodeError(raw[4:])
	}
	if bytes.Equal(raw[:4], zkvmPredicate.abi.Errors["ZkvmPredicate_WordNotInField"].ID.Bytes()[:4]) {
		return zkvmPredicate.UnpackZkvmPredicateWordNotInFieldError(raw[4:])
	}
	return nil, errors.New("Unknown error")
}

// ZkvmPredicateZkvmPredicateBatchSizeUnsupported represents a ZkvmPredicate_BatchSizeUnsupported error raised by the ZkvmPredicate contract.
type ZkvmPredicateZkvmPredicateBatchSizeUnsupported struct {
	N uint32
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ZkvmPredicate_BatchSizeUnsupported(uint32 n)
func ZkvmPredicateZkvmPredicateBatchSizeUnsupportedErrorID() common.Hash {
	return common.HexToHash("0x919caaef7a3a2451df11381ed90bbac7bc932b7dab0ca0f9307d6490f2dbcc80")
}

// UnpackZkvmPredicateBatchSizeUnsupportedError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ZkvmPredicate_BatchSizeUnsupported(uint32 n)
func (zkvmPredicate *ZkvmPredicate) UnpackZkvmPredicateBatchSizeUnsupportedError(raw []byte) (*ZkvmPredicateZkvmPredicateBatchSizeUnsupported, error) {
	out := new(ZkvmPredicateZkvmPredicateBatchSizeUnsupported)
	if err := zkvmPredicate.abi.UnpackIntoInterface(out, "ZkvmPredicate_BatchSizeUnsupported", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ZkvmPredicateZkvmPredicateBlindingZero represents a ZkvmPredicate_BlindingZero error raised by the ZkvmPredicate contract.
type ZkvmPredicateZkvmPredicateBlindingZero struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ZkvmPredicate_BlindingZero()
func ZkvmPredicateZkvmPredicateBlindingZeroErrorID() common.Hash {
	return common.HexToHash("0xb5129ff55f05b58b26bd97506394d947384e5ff7ad305b01fee5ac8164181431")
}

// UnpackZkvmPredicateBlindingZeroError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ZkvmPredicate_BlindingZero()
func (zkvmPredicate *ZkvmPredicate) UnpackZkvmPredicateBlindingZeroError(raw []byte) (*ZkvmPredicateZkvmPredicateBlindingZero, error) {
	out := new(ZkvmPredicateZkvmPredicateBlindingZero)
	if err := zkvmPredicate.abi.UnpackIntoInterface(out, "ZkvmPredicate_BlindingZero", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ZkvmPredicateZkvmPredicateCountInvalid represents a ZkvmPredicate_CountInvalid error raised by the ZkvmPredicate contract.
type ZkvmPredicateZkvmPredicateCountInvalid struct {
	Count *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ZkvmPredicate_CountInvalid(uint256 count)
func ZkvmPredicateZkvmPredicateCountInvalidErrorID() common.Hash {
	return common.HexToHash("0x0c67b03c7c77fdaeb0c8cc0c6a2d8e9c3c4331a5893b1acd020fcce5e1b41b2e")
}

// UnpackZkvmPredicateCountInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ZkvmPredicate_CountInvalid(uint256 count)
func (zkvmPredicate *ZkvmPredicate) UnpackZkvmPredicateCountInvalidError(raw []byte) (*ZkvmPredicateZkvmPredicateCountInvalid, error) {
	out := new(ZkvmPredicateZkvmPredicateCountInvalid)
	if err := zkvmPredicate.abi.UnpackIntoInterface(out, "ZkvmPredicate_CountInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ZkvmPredicateZkvmPredicateHashOther represents a ZkvmPredicate_HashOther error raised by the ZkvmPredicate contract.
type ZkvmPredicateZkvmPredicateHashOther struct {
	H        *big.Int
	Expected *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ZkvmPredicate_HashOther(uint256 h, uint256 expected)
func ZkvmPredicateZkvmPredicateHashOtherErrorID() common.Hash {
	return common.HexToHash("0xfeb93bcf5d6dfda6543f359ea14f253eeda223d3f8debb7bd6c064cd836f09e0")
}

// UnpackZkvmPredicateHashOtherError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ZkvmPredicate_HashOther(uint256 h, uint256 expected)
func (zkvmPredicate *ZkvmPredicate) UnpackZkvmPredicateHashOtherError(raw []byte) (*ZkvmPredicateZkvmPredicateHashOther, error) {
	out := new(ZkvmPredicateZkvmPredicateHashOther)
	if err := zkvmPredicate.abi.UnpackIntoInterface(out, "ZkvmPredicate_HashOther", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ZkvmPredicateZkvmPredicatePayloadEndsInZero represents a ZkvmPredicate_PayloadEndsInZero error raised by the ZkvmPredicate contract.
type ZkvmPredicateZkvmPredicatePayloadEndsInZero struct {
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ZkvmPredicate_PayloadEndsInZero()
func ZkvmPredicateZkvmPredicatePayloadEndsInZeroErrorID() common.Hash {
	return common.HexToHash("0xa9f0543a160aeef4d9d24d8ef34e704734593c5cd886c5514a55c568ee1376b2")
}

// UnpackZkvmPredicatePayloadEndsInZeroError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ZkvmPredicate_PayloadEndsInZero()
func (zkvmPredicate *ZkvmPredicate) UnpackZkvmPredicatePayloadEndsInZeroError(raw []byte) (*ZkvmPredicateZkvmPredicatePayloadEndsInZero, error) {
	out := new(ZkvmPredicateZkvmPredicatePayloadEndsInZero)
	if err := zkvmPredicate.abi.UnpackIntoInterface(out, "ZkvmPredicate_PayloadEndsInZero", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ZkvmPredicateZkvmPredicatePlacesLeftOver represents a ZkvmPredicate_PlacesLeftOver error raised by the ZkvmPredicate contract.
type ZkvmPredicateZkvmPredicatePlacesLeftOver struct {
	Words *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ZkvmPredicate_PlacesLeftOver(uint256 words)
func ZkvmPredicateZkvmPredicatePlacesLeftOverErrorID() common.Hash {
	return common.HexToHash("0x8f9c16375397ccdbe989c337ce57c51ebba0608c4a466b5b53d1669bd0b3e769")
}

// UnpackZkvmPredicatePlacesLeftOverError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ZkvmPredicate_PlacesLeftOver(uint256 words)
func (zkvmPredicate *ZkvmPredicate) UnpackZkvmPredicatePlacesLeftOverError(raw []byte) (*ZkvmPredicateZkvmPredicatePlacesLeftOver, error) {
	out := new(ZkvmPredicateZkvmPredicatePlacesLeftOver)
	if err := zkvmPredicate.abi.UnpackIntoInterface(out, "ZkvmPredicate_PlacesLeftOver", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ZkvmPredicateZkvmPredicateProofInvalid represents a ZkvmPredicate_ProofInvalid error raised by the ZkvmPredicate contract.
type ZkvmPredicateZkvmPredicateProofInvalid struct {
	Reason []byte
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ZkvmPredicate_ProofInvalid(bytes reason)
func ZkvmPredicateZkvmPredicateProofInvalidErrorID() common.Hash {
	return common.HexToHash("0xdb373ad195695fc889152f337c6b5c35ab48b74412bb478de8b36c5217b7af6f")
}

// UnpackZkvmPredicateProofInvalidError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ZkvmPredicate_ProofInvalid(bytes reason)
func (zkvmPredicate *ZkvmPredicate) UnpackZkvmPredicateProofInvalidError(raw []byte) (*ZkvmPredicateZkvmPredicateProofInvalid, error) {
	out := new(ZkvmPredicateZkvmPredicateProofInvalid)
	if err := zkvmPredicate.abi.UnpackIntoInterface(out, "ZkvmPredicate_ProofInvalid", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ZkvmPredicateZkvmPredicateProofLength represents a ZkvmPredicate_ProofLength error raised by the ZkvmPredicate contract.
type ZkvmPredicateZkvmPredicateProofLength struct {
	Length *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ZkvmPredicate_ProofLength(uint256 length)
func ZkvmPredicateZkvmPredicateProofLengthErrorID() common.Hash {
	return common.HexToHash("0xf4d032a9930ebc41474f865475767eb0b3fbfd22c48d23c7eac9983b68d6ae43")
}

// UnpackZkvmPredicateProofLengthError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ZkvmPredicate_ProofLength(uint256 length)
func (zkvmPredicate *ZkvmPredicate) UnpackZkvmPredicateProofLengthError(raw []byte) (*ZkvmPredicateZkvmPredicateProofLength, error) {
	out := new(ZkvmPredicateZkvmPredicateProofLength)
	if err := zkvmPredicate.abi.UnpackIntoInterface(out, "ZkvmPredicate_ProofLength", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ZkvmPredicateZkvmPredicateVerifierWithoutCode represents a ZkvmPredicate_VerifierWithoutCode error raised by the ZkvmPredicate contract.
type ZkvmPredicateZkvmPredicateVerifierWithoutCode struct {
	Verifier common.Address
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ZkvmPredicate_VerifierWithoutCode(address verifier)
func ZkvmPredicateZkvmPredicateVerifierWithoutCodeErrorID() common.Hash {
	return common.HexToHash("0x92e6db779eab65f9d10c95f32037f2971d00c1563c2772f40b379a1f50207802")
}

// UnpackZkvmPredicateVerifierWithoutCodeError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ZkvmPredicate_VerifierWithoutCode(address verifier)
func (zkvmPredicate *ZkvmPredicate) UnpackZkvmPredicateVerifierWithoutCodeError(raw []byte) (*ZkvmPredicateZkvmPredicateVerifierWithoutCode, error) {
	out := new(ZkvmPredicateZkvmPredicateVerifierWithoutCode)
	if err := zkvmPredicate.abi.UnpackIntoInterface(out, "ZkvmPredicate_VerifierWithoutCode", raw); err != nil {
		return nil, err
	}
	return out, nil
}

// ZkvmPredicateZkvmPredicateWordNotInField represents a ZkvmPredicate_WordNotInField error raised by the ZkvmPredicate contract.
type ZkvmPredicateZkvmPredicateWordNotInField struct {
	Index *big.Int
}

// ErrorID returns the hash of canonical representation of the error's signature.
//
// Solidity: error ZkvmPredicate_WordNotInField(uint256 index)
func ZkvmPredicateZkvmPredicateWordNotInFieldErrorID() common.Hash {
	return common.HexToHash("0x33169f789193626d054d9986f688b64bfa5d9353fb1786c3f894f8d3ed17313e")
}

// UnpackZkvmPredicateWordNotInFieldError is the Go binding used to decode the provided
// error data into the corresponding Go error struct.
//
// Solidity: error ZkvmPredicate_WordNotInField(uint256 index)
func (zkvmPredicate *ZkvmPredicate) UnpackZkvmPredicateWordNotInFieldError(raw []byte) (*ZkvmPredicateZkvmPredicateWordNotInField, error) {
	out := new(ZkvmPredicateZkvmPredicateWordNotInField)
	if err := zkvmPredicate.abi.UnpackIntoInterface(out, "ZkvmPredicate_WordNotInField", raw); err != nil {
		return nil, err
	}
	return out, nil
}
